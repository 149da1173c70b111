// SPDX-License-Identifier: Apache-2.0
// Tables of settings, in which one column names what another one holds:
//
//   INSERT INTO settings (name, value) VALUES ('smtp_password', '...')
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Which columns of a table do so; the default: none.
struct PairColumns {
  std::size_t name = std::string_view::npos;
  std::size_t value = std::string_view::npos;
};

/// `name` and `value`, `config_key` and `config_value` among `titles`; of
/// several names the one nearest in front of the value.
PairColumns FindPairColumns(std::span<const std::string_view> titles);

bool NamesSettings(std::string_view title);
bool HoldsSettings(std::string_view title);

/// Whether a cell may be the name of a setting.
bool MayNameSetting(std::string_view cell);

/// Enters the names in the cell at `cell` of the emitter's text, between
/// which slashes stand ("payment/stripe/secret_key").
void PushSetting(Emitter& emitter, Span cell);

}  // namespace keylint::decode
