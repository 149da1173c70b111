// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/json.h"

#include <algorithm>
#include <cstdlib>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxText = 1 << 16;
constexpr int kMaxDepth = 16;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Json> Read() {
    Json value;
    if (!Value(value, 0)) return std::nullopt;
    Space();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

 private:
  bool Value(Json& value, int depth) {
    Space();
    if (at_ == text_.size() || depth > kMaxDepth) return false;
    switch (text_[at_]) {
      case '"': value.kind = Json::kText; return Text(value.text);
      case '{': value.kind = Json::kObject; return Object(value, depth);
      case '[': value.kind = Json::kArray; return Array(value, depth);
      default: return Plain(value);
    }
  }

  bool Object(Json& value, int depth) {
    ++at_;
    if (Take('}')) return true;
    do {
      Space();
      std::string& name = value.names.emplace_back();
      Json& member = value.items.emplace_back();
      if (at_ == text_.size() || text_[at_] != '"' || !Text(name) || !Take(':') || !Value(member, depth + 1)) return false;
    } while (Take(','));
    return Take('}');
  }

  bool Array(Json& value, int depth) {
    ++at_;
    if (Take(']')) return true;
    do {
      if (!Value(value.items.emplace_back(), depth + 1)) return false;
    } while (Take(','));
    return Take(']');
  }

  bool Text(std::string& out) {
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') {
        out += c;
      } else if (!Escape(out)) {
        return false;
      }
    }
    return false;
  }

  // \uXXXX beyond ASCII becomes '?': no token is judged by such a letter.
  bool Escape(std::string& out) {
    if (++at_ == text_.size()) return false;
    constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
    if (const auto found = kFrom.find(text_[at_]); found != std::string_view::npos) return out += kTo[found], true;
    if (text_[at_] != 'u' || text_.size() - at_ < 5) return false;
    int code = 0;
    for (int i = 1; i <= 4; ++i) {
      const auto digit = std::string_view("0123456789abcdefABCDEF").find(text_[at_ + static_cast<std::size_t>(i)]);
      if (digit == std::string_view::npos) return false;
      code = code * 16 + static_cast<int>(digit > 15 ? digit - 6 : digit);
    }
    at_ += 4;
    out += code < 0x80 ? static_cast<char>(code) : '?';
    return true;
  }

  bool Plain(Json& value) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (IsAlnum(text_[at_]) || text_[at_] == '-' ||
                                  text_[at_] == '+' || text_[at_] == '.')) {
      ++at_;
    }
    value.text = text_.substr(begin, at_ - begin);
    if (value.text == "true" || value.text == "false" || value.text == "null") return true;
    value.kind = Json::kNumber;
    const std::size_t digits = value.text.starts_with('-') ? 1 : 0;
    return value.text.size() > digits && IsDigit(value.text[digits]) &&
           value.text.find_first_not_of("0123456789+-.eE") == std::string::npos;
  }

  bool Take(char c) {
    Space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    return ++at_, true;
  }
  void Space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool IsObject(std::string_view text) {
  const auto value = ParseJson(text);
  return value && value->kind == Json::kObject;
}

// What turns `start`, an object broken off somewhere, into a whole one.
std::optional<std::string> Completion(std::string_view start) {
  for (const std::string_view tail : {"}", "0}", ":0}", "\"}", "\":0}", "\"x\":0}", "}}", "\"}}"}) {
    if (IsObject(std::string(start) + std::string(tail))) return std::string(tail);
  }
  return std::nullopt;
}

}  // namespace

const Json* Json::Find(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return &items[i];
  }
  return nullptr;
}

std::string_view Json::Text(std::string_view name) const {
  const Json* member = Find(name);
  return member && member->kind == kText ? std::string_view(member->text) : std::string_view();
}

std::optional<long long> Json::Number(std::string_view name) const {
  const Json* member = Find(name);
  if (!member || member->kind != kNumber) return std::nullopt;
  const double value = std::strtod(member->text.c_str(), nullptr);
  if (!(value > -1e15 && value < 1e15)) return std::nullopt;
  return static_cast<long long>(value);
}

std::optional<Json> ParseJson(std::string_view text) {
  if (text.size() > kMaxText) return std::nullopt;
  return Reader(text).Read();
}

std::optional<std::string> GrowJson(std::string_view start, const std::vector<std::string>& members, std::size_t size) {
  constexpr std::size_t kMaxStart = 512;
  std::size_t plain = 0;
  while (plain < std::min({start.size(), kMaxStart, size}) && start[plain] >= 0x20 && start[plain] <= 0x7e) ++plain;
  for (std::size_t length = plain; length > 0; --length) {
    const auto tail = Completion(start.substr(0, length));
    if (!tail || length + tail->size() > size) continue;
    std::string object = std::string(start.substr(0, length)) + *tail;
    object.pop_back();
    for (const std::string& member : members) {
      const std::string separator = object.ends_with('{') ? "" : ",";
      if (object.size() + separator.size() + member.size() + 1 <= size) object += separator + member;
    }
    // A filler member takes 6 bytes and more; less is made up with blanks.
    const std::size_t missing = size - object.size() - 1;
    const std::string separator = object.ends_with('{') ? "" : ",";
    if (missing >= separator.size() + 6) {
      object += separator + "\"z\":\"" ;
      while (object.size() + 2 < size) object += static_cast<char>('a' + (object.size() * 7 + object.size() / 5) % 26);
      object += '"';
    } else {
      object.append(missing, ' ');
    }
    object += '}';
    if (object.size() == size && IsObject(object)) return object;
  }
  return std::nullopt;
}

}  // namespace keylint
