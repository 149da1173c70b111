// SPDX-License-Identifier: Apache-2.0
// Word splits a sentence, and a key in it, into runs wherever the spelling
// checker or the cursor has been; only joined runs can be matched.
#include <array>
#include <cstdint>

#include "lint/source/archive.h"

namespace keylint {
namespace {

struct Entity {
  std::string_view name;
  char c;
};
constexpr Entity kEntities[] = {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}};

// Appends the character that `rest`, behind '&', names; returns its length.
std::size_t AppendEntity(std::string_view rest, std::string& text) {
  for (const Entity& entity : kEntities) {
    if (rest.starts_with(entity.name)) {
      text += entity.c;
      return entity.name.size();
    }
  }
  text += '&';
  return 0;
}

// Local names of elements that end a paragraph, a cell or a line.
bool EndsLine(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return name == "p" || name == "si" || name == "br" || name == "tr" || name == "h" ||
         name == "c" || name == "tab";
}

}  // namespace

bool IsOfficePart(std::string_view name) {
  if (!name.ends_with(".xml")) return false;
  return name.starts_with("word/document") || name.starts_with("word/header") ||
         name.starts_with("word/footer") || name.starts_with("word/comments") ||
         name.starts_with("word/footnotes") || name == "xl/sharedStrings.xml" ||
         name.starts_with("xl/comments") || name.starts_with("ppt/slides/slide") ||
         name.starts_with("ppt/notesSlides/") || name.starts_with("ppt/comments/");
}

std::string OfficeText(std::string_view xml) {
  std::string text;
  text.reserve(xml.size() / 4);
  for (std::size_t at = 0; at < xml.size();) {
    if (xml[at] == '<') {
      const std::size_t end = xml.find('>', at);
      if (end == std::string_view::npos) break;
      std::string_view tag = xml.substr(at + 1, end - at - 1);
      const bool closes = tag.starts_with('/') || tag.ends_with('/');
      if (tag.starts_with('/')) tag.remove_prefix(1);
      tag = tag.substr(0, tag.find_first_of(" \t\r\n/"));
      if (closes && EndsLine(tag) && !text.empty() && text.back() != '\n') text += '\n';
      at = end + 1;
    } else if (xml[at] == '&') {
      at += 1 + AppendEntity(xml.substr(at + 1), text);
    } else {
      if (xml[at] != '\n' && xml[at] != '\r') text += xml[at];
      ++at;
    }
  }
  return text;
}

}  // namespace keylint
