// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/entities.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

struct Entity {
  std::string_view name;
  char32_t code_point;
};

constexpr Entity kEntities[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}, {"sol", '/'},
    {"equals", '='}, {"plus", '+'}, {"colon", ':'}, {"period", '.'}, {"lowbar", '_'}, {"hyphen", 0x2010},
    {"dash", 0x2010}, {"commat", '@'}, {"excl", '!'}, {"num", '#'}, {"dollar", '$'}, {"percnt", '%'},
    {"lpar", '('}, {"rpar", ')'}, {"ast", '*'}, {"comma", ','}, {"semi", ';'}, {"quest", '?'},
    {"lsqb", '['}, {"rsqb", ']'}, {"bsol", '\\'}, {"Hat", '^'}, {"grave", '`'}, {"lcub", '{'},
    {"rcub", '}'}, {"verbar", '|'}, {"Tab", '\t'}, {"NewLine", '\n'}, {"shy", 0xAD}, {"zwj", 0x200D}};

}  // namespace

std::size_t ReadEntity(std::string_view text, std::size_t at, TextBuilder& out) {
  const std::string_view near = text.substr(0, std::min(text.size(), at + 12));
  const std::size_t end = Find(near, ';', at);
  if (end >= near.size() || end < at + 2) return at;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  const Span span{at, end + 1};
  if (name[0] != '#') {
    for (const Entity& entity : kEntities) {
      if (entity.name == name) {
        out.PutCodePoint(entity.code_point, span);
        return span.end;
      }
    }
    return at;
  }
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  char32_t code = 0;
  const std::string_view digits = name.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 8) return at;
  for (const char c : digits) {
    const int digit = HexValue(c);
    if (digit < 0 || (!hex && digit > 9)) return at;
    code = code * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  out.PutCodePoint(code, span);
  return span.end;
}

}  // namespace keylint::decode
