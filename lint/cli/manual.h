// SPDX-License-Identifier: Apache-2.0
// The manual page and the shells' completions, made from the command line's
// own definition: there is no second list of options.
#pragma once

#include <ostream>

namespace CLI {
class App;
}

namespace keylint {

/// keylint(1) in man(7) macros. One page for all commands.
void WriteManPage(const CLI::App& app, std::ostream& out);

void WriteBashCompletion(const CLI::App& app, std::ostream& out);
void WriteZshCompletion(const CLI::App& app, std::ostream& out);
void WriteFishCompletion(const CLI::App& app, std::ostream& out);

}  // namespace keylint
