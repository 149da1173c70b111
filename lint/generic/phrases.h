// SPDX-License-Identifier: Apache-2.0
// Secrets behind fixed words instead of a name and an operator:
//
//   ALTER ROLE app PASSWORD 'x';            IDENTIFIED BY "x"
//   Connect -User bob -Password x           tool --db-password x
//   snmp-server community x RO              rwcommunity x
//   10.0.0.1 : PSK "x"                      enable secret 0 x
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lint/base/span.h"
#include "lint/model/literal.h"

namespace keylint {

struct Phrase {
  std::string_view words;   ///< Lower case, with the blank behind them.
  std::string_view name;    ///< What the value is called.
};
std::span<const Phrase> Phrases();

struct PhraseValue {
  std::string_view name;
  Span value;
  Quote quote = Quote::kNone;
};

/// The value behind the phrase whose words stand at `words`.
///
/// Time: bounded by a constant.
std::optional<PhraseValue> PhraseValueAt(std::string_view text, Span words);

}  // namespace keylint
