// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/getenv_fix.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

std::string VariableOf(std::string text) {
  for (char& c : text) c = c == '-' ? '_' : Upper(c);
  return text;
}

std::string_view LineOf(std::string_view text, std::size_t at) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;  // npos + 1 is 0.
  return text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
}

char Before(std::string_view text, std::size_t at) {
  while (at > 0 && IsSpace(text[at - 1])) --at;
  return at == 0 ? '\0' : text[at - 1];
}

char Behind(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at < text.size() ? text[at] : '\0';
}

// A plain "..." of one token that is an operand by itself.
bool IsPlainLiteral(std::string_view text, std::size_t open, std::size_t close) {
  if (open == 0 || close >= text.size() || text[open] != '"' || text[close] != '"') return false;
  const char left = text[open - 1];
  if (IsWord(left) || left == '"') return false;  // A prefix, or a user's operator.
  const char right = close + 1 < text.size() ? text[close + 1] : ' ';
  if (IsWord(right)) return false;               // A user's suffix.
  const char before = Before(text, open), behind = Behind(text, close + 1);
  const bool alone = before == '(' || before == ',' || before == ':' || before == '?' || before == '{';
  return alone && (behind == ',' || behind == ')' || behind == ':' || behind == '}');
}

bool InMacro(std::string_view text, std::size_t at) {
  for (;;) {
    const std::string_view line = LineOf(text, at);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos && line[first] == '#') return true;
    const std::size_t begin = static_cast<std::size_t>(line.data() - text.data());
    if (begin < 2 || text[begin - 2] != '\\') return false;
    at = begin - 2;
  }
}

std::optional<SourceEdit> IncludeEdit(std::string_view text, bool cxx) {
  for (const std::string_view header : {"<cstdlib>", "<stdlib.h>"}) {
    for (std::size_t at = text.find(header); at != std::string_view::npos; at = text.find(header, at + 1)) {
      if (LineOf(text, at).find("#include") != std::string_view::npos) return std::nullopt;
    }
  }
  const std::string line = cxx ? "#include <cstdlib>\n" : "#include <stdlib.h>\n";
  std::size_t at = 0;
  const std::size_t first = text.starts_with("#include") ? 0 : text.find("\n#include");
  if (first != std::string_view::npos) at = first == 0 && text.starts_with("#include") ? 0 : first + 1;
  return SourceEdit{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at), line};
}

}  // namespace

std::string VariableFor(const Sink& sink, std::string_view called) {
  if (!sink.variable.empty()) return sink.variable;
  const std::string slug = Slug(called);
  std::string first = slug.substr(0, slug.find('-'));
  if (first.empty() || IsDigit(first[0])) first = "app";
  std::string last(SinkKindName(sink.kind));
  const bool option = sink.when.is.size() == 1 && sink.slug.size() > slug.size() && sink.slug.starts_with(slug);
  if (option) last = sink.slug.substr(slug.size() + 1);
  return VariableOf(first + "-" + last);
}

std::vector<SourceEdit> GetenvFix(std::string_view text, std::uint32_t sink_begin, std::uint32_t sink_end,
                                std::uint32_t constant_begin, std::uint32_t constant_end, const Sink& sink, bool cxx) {
  const bool credential = sink.RuleId().starts_with("hardcoded-credential/");
  const bool whole = sink.part == SecretPart::kWhole || sink.part == SecretPart::kAfterColon ||
                     sink.part == SecretPart::kUrl || sink.part == SecretPart::kConnection;
  // setenv("PGPASSWORD", getenv(...)) would say nothing new.
  const bool sets_environment = sink.when.credential_name && Slug(sink.call).find("env") != std::string::npos;
  if (sets_environment || !credential || !whole || sink.member.size() > 0 || sink.pointers != 1) return {};
  if (constant_begin <= sink_begin || constant_end >= sink_end || sink_end > text.size()) return {};
  const std::size_t open = constant_begin - 1, close = constant_end;
  if (!IsPlainLiteral(text, open, close) || InMacro(text, open)) return {};
  const auto begin = static_cast<std::uint32_t>(open), end = static_cast<std::uint32_t>(close + 1);
  if (Before(text, open) == ':' && text.substr(sink_begin, open - sink_begin).find("getenv(") != std::string_view::npos) {
    return {{begin, end, "\"\""}};
  }
  const std::string call = std::string(cxx ? "std::getenv(\"" : "getenv(\"") + VariableFor(sink, sink.call) + "\")";
  std::vector<SourceEdit> edits;
  if (std::optional<SourceEdit> include = IncludeEdit(text, cxx)) edits.push_back(*std::move(include));
  edits.push_back({begin, end, "(" + call + " ? " + call + " : \"\")"});
  return edits;
}

}  // namespace keylint
