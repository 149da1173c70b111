// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/manual.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/version.h"

namespace keylint {
namespace {

// What the shells and the page need to know of one option.
struct OptionFacts {
  std::vector<std::string> names;    ///< With their dashes; empty: positional.
  std::string description;
  std::string group;
  std::string value;                 ///< "FILE"; empty for flags.
  std::vector<std::string> choices;
  bool folder = false;
  bool file = false;
};

// "TEXT:{auto,always,never}" -> auto, always, never.
std::vector<std::string> ChoicesIn(std::string_view type) {
  std::vector<std::string> choices;
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos) return choices;
  std::string_view inside = type.substr(open + 1, close - open - 1);
  while (!inside.empty()) {
    const std::size_t comma = std::min(inside.find(','), inside.size());
    choices.emplace_back(inside.substr(0, comma));
    inside.remove_prefix(std::min(comma + 1, inside.size()));
  }
  return choices;
}

OptionFacts FactsOf(const CLI::Option& option) {
  constexpr std::string_view kFiles[] = {"--output", "--config", "--rules", "--baseline", "--files-from", "--compare", "--path", "--env-file"};
  constexpr std::string_view kFolders[] = {"--compile-commands", "--home"};
  OptionFacts facts;
  for (const std::string& name : option.get_snames()) facts.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) facts.names.push_back("--" + name);
  facts.description = option.get_description();
  facts.group = option.get_group();
  const auto is = [&](const auto& list) {
    return std::any_of(std::begin(list), std::end(list), [&](std::string_view name) { return option.check_name(std::string(name)); });
  };
  facts.file = facts.names.empty() || is(kFiles);
  facts.folder = is(kFolders);
  if (facts.names.empty()) {
    facts.value = option.get_name(true);
  } else if (option.get_items_expected_max() > 0) {
    facts.choices = ChoicesIn(option.get_type_name());
    facts.value = !facts.choices.empty() ? "WORD" : facts.file ? "FILE" : facts.folder ? "FOLDER" : "VALUE";
  }
  return facts;
}

std::vector<OptionFacts> OptionsOf(const CLI::App& app) {
  std::vector<OptionFacts> all;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty()) all.push_back(FactsOf(*option));
  }
  return all;
}

std::vector<const CLI::App*> CommandsOf(const CLI::App& app) {
  std::vector<const CLI::App*> shown;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_group().empty()) shown.push_back(command);
  }
  return shown;
}

// --- man ---------------------------------------------------------------------

std::string Roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += std::string("\\&") + c;
    else out += c;
  }
  return out;
}

void ManOptions(const CLI::App& command, std::ostream& out) {
  for (const OptionFacts& option : OptionsOf(command)) {
    out << ".TP\n";
    std::string head;
    for (const std::string& name : option.names) head += fmt::format("{}\\fB{}\\fR", head.empty() ? "" : ", ", Roff(name));
    if (!option.value.empty()) head += fmt::format("{}\\fI{}\\fR", head.empty() ? "" : " ", Roff(option.value));
    out << head << '\n' << Roff(option.description);
    if (!option.choices.empty()) out << Roff(fmt::format(" (one of {})", fmt::join(option.choices, ", ")));
    out << ".\n";
  }
}

void ManCommand(const CLI::App& command, const std::string& above, std::ostream& out) {
  const std::string name = above + command.get_name();
  out << fmt::format(".SS keylint {}\n{}.\n", Roff(name), Roff(command.get_description()));
  ManOptions(command, out);
  for (const CLI::App* inner : CommandsOf(command)) ManCommand(*inner, name + " ", out);
}

constexpr std::string_view kManTail = R"(.SH EXIT STATUS
.TP
.B 0
Nothing at or above \fB\-\-fail\-on\fR, and everything asked for was read.
.TP
.B 1
Findings at or above it.
.TP
.B 2
Wrong usage, configuration or rules: nothing was scanned.
.TP
.B 3
Incomplete: some input could not be read, or the scan was interrupted, and nothing at or above \fB\-\-fail\-on\fR.
.SH ENVIRONMENT
.TP
.B NO_COLOR
No colours, when it is not empty. \fBTERM=dumb\fR means the same.
.TP
.B CLICOLOR_FORCE
Colours, even when the output is no terminal.
.TP
.B LC_ALL, LC_CTYPE, LANG
Without UTF\-8 in the first of them that is set, the text report is plain ASCII.
.TP
.B XDG_CACHE_HOME
Where the list of clean blobs of \fB\-\-history\fR is kept.
.SH FILES
.TP
.B .keylint.toml
The configuration of a folder and all below it. \fBkeylint init\fR writes one with every key explained.
.TP
.B .keylint\-baseline.json
Findings that were accepted, as keyed digests.
.TP
.B .keylintignore
Files that are not scanned, as in .gitignore.
.SH SUPPRESSION
.TP
.B keylint:allow RULE \-\- REASON
In a comment: accepts findings of this line or, when it stands alone, of the next one.
.TP
.B keylint:allow\-next\-line, keylint:allow\-begin, keylint:allow\-end
The next line, and a block. \fBgitleaks:allow\fR, \fBpragma: allowlist secret\fR and \fBNOLINT(keylint\-...)\fR are honoured, too.
.PP
\fBkeylint explain PATH:LINE\fR says what was decided about a line, what silenced it, and what to write to change that.
)";

// --- shells ------------------------------------------------------------------

std::vector<std::string> NamesOf(const std::vector<OptionFacts>& options) {
  std::vector<std::string> names;
  for (const OptionFacts& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::string SingleQuoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// What may stand behind the words "keylint COMMAND...".
struct Level {
  std::vector<std::string> path;     ///< "rules", "show"
  const CLI::App* app;
};

void Collect(const CLI::App& app, const std::vector<std::string>& path, std::vector<Level>& levels) {
  levels.push_back({path, &app});
  for (const CLI::App* inner : CommandsOf(app)) {
    std::vector<std::string> below = path;
    below.push_back(inner->get_name());
    Collect(*inner, below, levels);
  }
}

std::vector<Level> LevelsOf(const CLI::App& app) {
  std::vector<Level> levels;
  Collect(app, {}, levels);
  return levels;
}

std::string Joined(const std::vector<std::string>& words, std::string_view by) { return fmt::format("{}", fmt::join(words, by)); }

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : CommandsOf(app)) names.push_back(command->get_name());
  return names;
}

std::string ZshText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string ZshAction(const OptionFacts& option) {
  if (!option.choices.empty()) return fmt::format("({})", Joined(option.choices, " "));
  return option.folder ? "_files -/" : option.file ? "_files" : " ";
}

}  // namespace

void WriteManPage(const CLI::App& app, std::ostream& out) {
  out << fmt::format(".\\\" Made by 'keylint manual man'.\n.TH KEYLINT 1 \"\" \"keylint {}\" \"User Commands\"\n", kVersion);
  out << ".SH NAME\nkeylint \\- find keys that leak, cannot work, have expired, or stand in the wrong place\n";
  out << ".SH SYNOPSIS\n.B keylint\n.RI [ command ]\n.RI [ option ...]\n.RI [ path ...]\n.SH DESCRIPTION\n" << Roff(app.get_description()) << "\n";
  out << ".PP\nWithout a command it scans the paths that are named.\n.SH COMMANDS\n";
  for (const CLI::App* command : CommandsOf(app)) ManCommand(*command, "", out);
  out << kManTail;
}

void WriteBashCompletion(const CLI::App& app, std::ostream& out) {
  out << "# bash completion for keylint; made by 'keylint manual bash'.\n"
         "_keylint() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at='' word i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    word=${COMP_WORDS[i]}\n"
         "    case \"$at $word\" in\n";
  const std::vector<Level> levels = LevelsOf(app);
  for (const Level& level : levels) {
    if (!level.path.empty()) out << fmt::format("      {}) at={} ;;\n", SingleQuoted(" " + Joined(level.path, " ")), SingleQuoted(" " + Joined(level.path, " ")));
  }
  out << "    esac\n  done\n  COMPREPLY=()\n  case \"$at:$prev\" in\n";
  for (const Level& level : levels) {
    const std::string at = level.path.empty() ? "" : " " + Joined(level.path, " ");
    for (const OptionFacts& option : OptionsOf(*level.app)) {
      if (option.names.empty() || option.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(SingleQuoted(at + ":" + name));
      const std::string reply = !option.choices.empty() ? fmt::format("COMPREPLY=($(compgen -W {} -- \"$cur\"))", SingleQuoted(Joined(option.choices, " ")))
                                : option.folder         ? "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\"))"
                                : option.file           ? "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\"))"
                                                        : ":";
      out << fmt::format("    {}) {}; return ;;\n", Joined(patterns, "|"), reply);
    }
  }
  out << "  esac\n  case \"$at\" in\n";
  for (const Level& level : levels) {
    const std::string at = level.path.empty() ? "" : " " + Joined(level.path, " ");
    std::vector<std::string> words = NamesOf(OptionsOf(*level.app));
    const std::vector<std::string> commands = CommandNames(*level.app);
    words.insert(words.end(), commands.begin(), commands.end());
    out << fmt::format("    {}) COMPREPLY=($(compgen -W {} -- \"$cur\")) ;;\n", SingleQuoted(at), SingleQuoted(Joined(words, " ")));
  }
  out << "  esac\n"
         "  if [[ $cur != -* ]]; then\n"
         "    compopt -o filenames\n"
         "    COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
         "  fi\n"
         "}\ncomplete -F _keylint keylint\n";
}

void WriteZshCompletion(const CLI::App& app, std::ostream& out) {
  out << "#compdef keylint\n# zsh completion for keylint; made by 'keylint manual zsh'.\n";
  for (const Level& level : LevelsOf(app)) {
    const std::string name = level.path.empty() ? "_keylint" : "_keylint_" + Joined(level.path, "_");
    const std::vector<const CLI::App*> commands = CommandsOf(*level.app);
    out << name << "() {\n";
    if (!commands.empty()) {
      out << "  local -a commands=(\n";
      for (const CLI::App* command : commands) out << "    " << SingleQuoted(fmt::format("{}:{}", command->get_name(), ZshText(command->get_description()))) << '\n';
      out << "  )\n";
    }
    out << "  local context state line\n  typeset -A opt_args\n  _arguments -C \\\n";
    bool any_path = false;
    for (const OptionFacts& option : OptionsOf(*level.app)) {
      if (option.names.empty()) {
        any_path = true;
        continue;
      }
      for (const std::string& one : option.names) {
        std::string text = fmt::format("*{}[{}]", one, ZshText(option.description));
        if (!option.value.empty()) text += fmt::format(":{}:{}", option.value, ZshAction(option));
        out << "    " << SingleQuoted(text) << " \\\n";
      }
    }
    if (!commands.empty()) {
      out << "    '1: :->command' '*::argument:->argument'\n"
             "  case $state in\n"
             "    command) _describe -t commands 'keylint command' commands; _files ;;\n"
             "    argument)\n"
             "      case $line[1] in\n";
      for (const CLI::App* command : commands) out << fmt::format("        {}) {}_{} ;;\n", command->get_name(), name, command->get_name());
      out << "        *) _files ;;\n      esac ;;\n  esac\n";
    } else {
      out << (any_path ? "    '*:file:_files'\n" : "    '*: :'\n");
    }
    out << "}\n";
  }
  out << "if [ \"$funcstack[1]\" = _keylint ]; then _keylint \"$@\"; else compdef _keylint keylint; fi\n";
}

void WriteFishCompletion(const CLI::App& app, std::ostream& out) {
  out << "# fish completion for keylint; made by 'keylint manual fish'.\n";
  for (const Level& level : LevelsOf(app)) {
    std::string when = "__fish_use_subcommand";
    if (!level.path.empty()) {
      when.clear();
      for (const std::string& word : level.path) when += fmt::format("{}__fish_seen_subcommand_from {}", when.empty() ? "" : "; and ", word);
    }
    for (const CLI::App* command : CommandsOf(*level.app)) {
      out << fmt::format("complete -c keylint -n {} -a {} -d {}\n", SingleQuoted(when), command->get_name(), SingleQuoted(command->get_description()));
    }
    for (const OptionFacts& option : OptionsOf(*level.app)) {
      if (option.names.empty()) continue;
      out << "complete -c keylint -n " << SingleQuoted(when);
      for (const std::string& name : option.names) out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
      if (!option.value.empty()) out << (option.file || option.folder ? " -r -F" : " -x");
      if (!option.choices.empty()) out << " -a " << SingleQuoted(Joined(option.choices, " "));
      out << " -d " << SingleQuoted(option.description) << '\n';
    }
  }
}

}  // namespace keylint
