// SPDX-License-Identifier: Apache-2.0
#include "lint/report/json_list.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace keylint {

using Json = nlohmann::ordered_json;

JsonList::JsonList(std::ostream& out, int indent, int depth) : out_(out), indent_(indent), depth_(depth) { out_ << '['; }

void JsonList::Break(int deeper) { out_ << '\n' << std::string(static_cast<std::size_t>(indent_ * (depth_ + deeper)), ' '); }

void JsonList::Add(const Json& element) {
  if (!empty_) out_ << ',';
  empty_ = false;
  Break(1);
  const std::string text = element.dump(indent_, ' ', false, Json::error_handler_t::replace);
  // Line ends within texts are escaped: those left are of the layout.
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find('\n');
    out_ << rest.substr(0, end);
    if (end == std::string_view::npos) break;
    Break(1);
    rest.remove_prefix(end + 1);
  }
}

void JsonList::End() {
  if (!empty_) Break(0);
  out_ << ']';
}

}  // namespace keylint
