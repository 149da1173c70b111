// SPDX-License-Identifier: Apache-2.0
// Secrets among the arguments of commands, by what their manuals say, in
// whatever text shows the command:
//
//   docker login -u bob -p x       mysql -px shop       smbclient -U bob%x
//   echo x | sudo -S true          wpa_passphrase home x
//   ["sshpass", "-p", "x"]         - redis-cli
//                                  - -a
//                                  - x
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"

namespace keylint {

/// Whether a variable called `name` holds a secret, without a doubt: nothing
/// else will be known about its value.
bool NamesSecret(std::string_view name);

struct SecretCommand {
  /// Lower case, with the blank behind them; a pipe in front: what the secret
  /// is written to.
  std::string_view words;
  /// Where the secret stands, separated by blanks: "-p" before it, "-p+" glued
  /// to it, "-p*" either; "@2" the second argument, "?2" the second if the
  /// first names a secret, "?=" what is assigned to such a name. A last ':', '%', ',' or
  /// '/' stands between a user and the secret.
  std::string_view places;
  std::string_view needs = {};   ///< An argument, lower case, without which it is no secret.
};
std::span<const SecretCommand> SecretCommands();

/// A command as the first of a list of arguments: its words end with the quote
/// or the line's end behind them.
struct ListedCommand {
  std::string words;
  const SecretCommand* command;
};
const std::vector<ListedCommand>& ListedCommands();

/// The secret of the command whose words stand at `words`; empty: none is shown.
///
/// Time: bounded by a constant.
Span CommandSecret(std::string_view text, const SecretCommand& command, Span words);

/// What that secret is called: the name that the command gives it, if it gives
/// one ("setenv NAME x"), or "password".
std::string_view NameOfSecret(std::string_view text, const SecretCommand& command, Span words);

}  // namespace keylint
