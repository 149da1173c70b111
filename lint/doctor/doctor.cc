// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/doctor.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/base/edit_distance.h"
#include "lint/diagnose/placeholder.h"
#include "lint/doctor/address.h"
#include "lint/doctor/around.h"
#include "lint/doctor/places.h"
#include "lint/doctor/suspects.h"
#include "lint/judge/exposure.h"
#include "lint/judge/names.h"

namespace keylint {
namespace {

constexpr std::size_t kMostSources = 12;

std::string PlaceOf(const Setting& setting) {
  return setting.line == 0 ? setting.path : fmt::format("{}:{}", setting.path, setting.line);
}

std::string Squeezed(std::string_view name) {
  std::string out;
  for (const char c : UpperAscii(name)) {
    if (c != '_' && c != '-' && c != '.') out += c;
  }
  return out;
}

// What mends a value that stands in no file, where that is plain.
std::string_view RepairOf(Diagnosis diagnosis) {
  switch (diagnosis) {
    case Diagnosis::kStrayQuote: return "set it again without the quotes";
    case Diagnosis::kWhitespace: return "set it again, the key alone: no blank, line end or remark";
    case Diagnosis::kSchemePrefix: return "set it again without the word in front";
    case Diagnosis::kInvisibleCharacter: return "set it again without the invisible characters";
    case Diagnosis::kDoubled: return "set it again, one key only";
    default: return "";
  }
}

// Whether one was probably meant to be the other.
bool LookAlike(std::string_view a, std::string_view b) {
  const std::string one = Squeezed(WithoutPublicPrefix(a)), other = Squeezed(WithoutPublicPrefix(b));
  constexpr std::size_t kLongest = 64;
  if (one == other) return true;
  return other.size() >= 8 && std::max(one.size(), other.size()) < kLongest && EditDistance(one, other, 1) <= (other.size() < 12 ? 1 : 2);
}

}  // namespace

std::string Doctor::TextOf(const Setting& setting) const {
  if (setting.file.empty()) return {};
  return machine_.files.read_file(setting.file).value_or("");
}

void Doctor::Describe(const Setting& winner, const Examination& seen, const Sources* sources, Answer& answer) const {
  if (seen.wanted != nullptr && answer.provider == nullptr) answer.provider = seen.wanted;
  if (seen.key != nullptr) {
    answer.key = seen.key;
    if (answer.provider == nullptr) answer.provider = &pipeline_.rules().ProviderOf(*seen.key);
  }
  for (const Fact& fact : seen.facts) answer.identity.push_back(fmt::format("{} {}", FactName(fact.kind), fact.value));
  answer.findings.insert(answer.findings.end(), seen.findings.begin(), seen.findings.end());
  answer.undecidable = seen.undecidable;
  if (sources != nullptr) CheckEndpoint(winner, seen, *sources, answer);
}

void Doctor::CheckEndpoint(const Setting& winner, const Examination& seen, const Sources& sources, Answer& answer) const {
  const Provider* wanted = seen.wanted;
  if (wanted == nullptr) return;
  const std::string stem = winner.variable.substr(0, winner.variable.find('_'));
  const Setting* base = nullptr;
  for (const Setting& setting : sources.settings) {   // The winner comes first.
    if (setting.rank < kUsed || setting.value.empty() || setting.in_comment || setting.is_reference) continue;
    const auto& bases = wanted->base_url_variables;
    const bool is_base = std::find(bases.begin(), bases.end(), setting.variable) != bases.end() ||
                         (stem.size() >= 3 && setting.variable.starts_with(stem + "_") && NamesAddress(setting.variable));
    if (!is_base || (HostOf(setting.value).find('.') == std::string_view::npos && !IsLocal(HostOf(setting.value)))) continue;
    base = &setting;
    break;
  }
  if (base == nullptr) return;
  const std::string host(HostOf(base->value));
  if (IsLocal(host)) {
    // A server of one's own takes what it was told to take: "sk-1234", "EMPTY".
    const bool stands_in = std::erase_if(answer.findings, [](const DoctorFinding& finding) {
      return finding.rule_id.starts_with("malformed-key/") && (finding.diagnosis == Diagnosis::kPlaceholder || finding.diagnosis == Diagnosis::kTooShort);
    }) != 0;
    if (stands_in) answer.undecidable.emplace_back("own-server");
    return;
  }
  if (seen.key == nullptr || seen.form != Form::kWellFormed) return;
  const Provider& of_key = pipeline_.rules().ProviderOf(*seen.key);
  const Provider* of_host = ProviderOfHost(pipeline_.rules(), host);
  const bool is_gateway = wanted->gateway;
  if (of_host == &of_key || (of_host == nullptr && is_gateway)) {
    // The key fits the address it is sent to, whatever the variable is called.
    std::erase_if(answer.findings, [](const DoctorFinding& finding) { return finding.rule_id == "scope/wrong-provider"; });
  }
  if (of_host == nullptr) return;
  if (of_host != &of_key) {
    std::erase_if(answer.findings, [](const DoctorFinding& finding) { return finding.rule_id == "scope/wrong-provider"; });
    answer.findings.push_back({"environment/endpoint-mismatch", Diagnosis::kNone,
                               fmt::format("{} sends requests to {} ({}), but the key is one of {}. Change the one or the other.", PlaceOf(*base), host,
                                           of_host->name, of_key.name),
                               base->path, base->line});
    return;
  }
  const auto is_test = [&](std::string_view name) {
    return std::any_of(of_key.hosts_test.begin(), of_key.hosts_test.end(), [&](std::string_view known) { return IsHost(known, name); });
  };
  if (of_key.hosts_test.empty() || seen.key->mode == Mode::kAny) return;
  if (is_test(host) != (seen.key->mode != Mode::kLive)) {
    answer.findings.push_back({"environment/endpoint-mismatch", Diagnosis::kNone,
                               fmt::format("{} points to the {} host {}, and this is a {} key: {} will reject it.", PlaceOf(*base), is_test(host) ? "test" : "live",
                                           host, ModeName(seen.key->mode), of_key.name),
                               base->path, base->line});
  }
}

void Doctor::Missing(const std::string& name, const Sources& sources, Answer& answer) const {
  answer.is_wrong = true;
  std::string message = fmt::format("Nothing here sets {}.", name);
  DoctorFinding finding{"environment/missing-variable", Diagnosis::kNone, "", "", 0};
  const auto read = std::find_if(sources.reads.begin(), sources.reads.end(), [&](const CodeRead& one) { return one.variable == name; });
  if (read != sources.reads.end()) {
    finding.path = read->path;
    finding.line = read->line;
    message = fmt::format("The code reads {} at {}:{}, and nothing that it sees sets it.", name, finding.path, finding.line);
  }
  for (const Setting& setting : sources.settings) {
    if (setting.variable == name || setting.in_comment || !LookAlike(setting.variable, name)) continue;
    message += fmt::format(" {} sets {} instead: the names differ.", PlaceOf(setting), setting.variable);
    break;
  }
  for (const Setting& setting : sources.settings) {
    if (setting.variable != name || setting.rank >= kUsed) continue;
    message += fmt::format(" {} has it, but: {}.", PlaceOf(setting), setting.why);
    break;
  }
  finding.message = std::move(message);
  answer.findings.push_back(std::move(finding));
}

void Doctor::AddAround(const std::set<std::string>& files, std::size_t line, Answer& answer) const {
  std::set<std::tuple<std::string, std::string, std::size_t>> known;
  const auto key_of = [&](const DoctorFinding& finding) {
    return line != 0 ? std::tuple(finding.rule_id, std::string(), std::size_t{0}) : std::tuple(finding.rule_id, finding.path, finding.line);
  };
  for (const DoctorFinding& finding : answer.findings) known.insert(key_of(finding));
  for (DoctorFinding& finding : FindingsAround(pipeline_, machine_, now_, files)) {
    if (line != 0 && finding.line != line) continue;
    // The base URL set beside it was weighed already.
    if (known.insert(key_of(finding)).second && finding.rule_id != "scope/wrong-provider") answer.findings.push_back(std::move(finding));
  }
}

// Verify, expiry, environment, permissions, documentation.
void Doctor::Advise(const Setting* winner, Answer& answer) const {
  if (winner == nullptr || answer.provider == nullptr) {
    if (answer.provider != nullptr) answer.next.push_back(fmt::format("documentation: keys of {} are made at {}", answer.provider->name, answer.provider->revoke));
    return;
  }
  const Provider& provider = answer.key != nullptr ? pipeline_.rules().ProviderOf(*answer.key) : *answer.provider;
  const auto broken = std::find_if(answer.findings.begin(), answer.findings.end(), [](const DoctorFinding& finding) { return finding.diagnosis != Diagnosis::kNone; });
  const bool works = broken == answer.findings.end();
  if (!works) {
    const std::string place = winner->kind == SourceKind::kProcessEnvironment || broken->path.empty() ? "" : fmt::format(" at {}", PlaceOf(*winner));
    const std::string repair = broken->repair.empty() ? std::string(RepairOf(broken->diagnosis)) : broken->repair;
    answer.next.push_back(!repair.empty()             ? fmt::format("mend: {}{}", repair, place)
                          : provider.revoke.empty() ? fmt::format("mend: put the whole key there again{}", place)
                                                      : fmt::format("mend: copy the whole key again, or make one, at {}; put it{}", provider.revoke,
                                                                    place.empty() ? std::string(" where the environment gets it") : place));
  }
  if (!provider.verify.empty()) {
    // The command must send this key, not another one under the same name.
    const std::string* set = FindVariable(machine_.environment, winner->variable);
    const bool in_environment = winner->kind == SourceKind::kProcessEnvironment || (set != nullptr && *set == winner->value);
    std::string command(provider.verify);
    std::string fetch;
    if (in_environment) {
      for (std::size_t at = command.find("$KEY"); at != std::string::npos; at = command.find("$KEY", at + winner->variable.size())) {
        command.replace(at, 4, fmt::format("${{{}}}", winner->variable));
      }
    } else if (winner->kind == SourceKind::kDotenv && winner->path.find(' ') == std::string::npos) {
      fetch = fmt::format("KEY=$(set -a; . {}{}; printf %s \"${}\") && ", winner->path.find('/') == std::string::npos ? "./" : "", winner->path, winner->variable);
    } else {
      fetch = "read -rs KEY && ";
    }
    answer.next.push_back(fmt::format("verify: {}{}", fetch, command));
  } else {
    answer.next.push_back(fmt::format("verify: look whether the key is still listed at {}", provider.revoke));
  }
  const bool dated = std::any_of(answer.identity.begin(), answer.identity.end(), [](const std::string& fact) { return fact.starts_with("expires"); });
  if (works) {
    answer.next.push_back(dated ? "expiry: the date above stands in the key itself"
                                : fmt::format("expiry: the key carries no date; see {}", provider.revoke.empty() ? provider.name : provider.revoke));
  }
  const bool typed = winner->file.empty() && winner->kind == SourceKind::kToolConfig;   // On standard input.
  if (winner->kind == SourceKind::kProcessEnvironment) {
    answer.next.emplace_back("environment: change it where it is set, then restart the shell, editor or service");
  } else if (winner->rank > 90) {
    answer.next.push_back(fmt::format("environment: after editing {} restart the shell, editor or service", PlaceOf(*winner)));
  } else if (!typed) {
    answer.next.push_back(fmt::format("environment: restart the program, it reads {} once", winner->path));
  }
  if (works) {
    answer.next.push_back(answer.key != nullptr && answer.key->privilege == Privilege::kRestricted
                              ? "permissions: the key is restricted; compare its rights with the call that fails"
                              : fmt::format("permissions: project, account and rights are seen at {} only", provider.name));
  }
  answer.next.push_back(answer.key != nullptr ? fmt::format("documentation: keylint rules show {}", answer.key->id)
                                              : fmt::format("documentation: keylint rules list --provider {}", provider.id));
}

Answer Doctor::OfVariable(const std::string& name) const {
  Answer answer;
  answer.variable = name;
  Interest interest{{name}, {}, {}};
  const Sources sources = CollectSources(machine_, interest);
  const Setting* winner = nullptr;
  for (const Setting& setting : sources.settings) {
    if (setting.variable != name || setting.in_comment) continue;
    if (winner == nullptr && setting.rank >= kUsed) winner = &setting;
    AnswerSource source{setting, winner == &setting, winner != nullptr && winner->value != setting.value, {}};
    source.preview = Examine(pipeline_, setting, {}, now_).preview;
    answer.sources.push_back(std::move(source));
  }
  Setting asked;
  asked.variable = name;
  answer.provider = WantedBy(pipeline_, asked).provider;
  if (winner == nullptr) {
    // A reference that leads nowhere is what the program sees.
    const auto reference = std::find_if(answer.sources.begin(), answer.sources.end(), [](const AnswerSource& source) {
      return source.setting.is_reference && source.setting.kind == SourceKind::kDotenv;
    });
    if (reference != answer.sources.end()) {
      reference->wins = true;
      Describe(reference->setting, Examine(pipeline_, reference->setting, TextOf(reference->setting), now_), nullptr, answer);
    } else {
      Missing(name, sources, answer);
    }
  } else {
    Describe(*winner, Examine(pipeline_, *winner, TextOf(*winner), now_), &sources, answer);
    AddAround({winner->file}, winner->line, answer);
  }
  if (answer.sources.size() > kMostSources) answer.sources.resize(kMostSources);
  answer.is_wrong = answer.is_wrong || !answer.findings.empty();
  if (winner != nullptr) {
    const auto hidden = std::find_if(answer.sources.begin(), answer.sources.end(), [&](const AnswerSource& source) {
      return source.differs && !source.wins && !source.setting.is_reference && source.setting.rank >= kUsed &&
             source.setting.kind != SourceKind::kParentEnvironment;
    });
    answer.summary = fmt::format("{} comes from {}", name, PlaceOf(*winner));
    if (hidden != answer.sources.end()) answer.summary += fmt::format("; it hides {}, which holds another value", PlaceOf(hidden->setting));
    answer.summary += ".";
  }
  Advise(winner, answer);
  return answer;
}

Answer Doctor::OfValue(const std::string& value, const std::string& name) const {
  Answer answer;
  answer.variable = name;
  Setting setting;
  setting.kind = SourceKind::kProcessEnvironment;
  setting.path = "standard input";
  setting.variable = name;
  if (!name.empty()) setting.names = {name};
  setting.value = value;
  setting.why = "the value to look at";
  const Examination seen = Examine(pipeline_, setting, {}, now_);
  Describe(setting, seen, nullptr, answer);
  answer.sources.push_back({setting, true, false, seen.preview});
  answer.is_wrong = !answer.findings.empty();
  if (seen.form == Form::kNotAKey && answer.findings.empty()) answer.summary = "It has the form of no key that is known here.";
  Setting anonymous = setting;
  anonymous.kind = SourceKind::kToolConfig;  // Its command reads the key by hand.
  Advise(&anonymous, answer);
  return answer;
}

namespace {

// Of each line of a dotenv file or a profile the one further down that sets
// the same variable last, or null.
std::vector<const Setting*> SetAgain(const std::vector<Setting>& settings) {
  std::vector<const Setting*> later(settings.size(), nullptr);
  std::unordered_map<std::string, const Setting*> last;   // By file and variable.
  for (std::size_t i = settings.size(); i-- > 0;) {
    const Setting& setting = settings[i];
    const bool by_lines = setting.kind == SourceKind::kDotenv || setting.kind == SourceKind::kShellProfile;
    if (!by_lines || setting.in_comment || setting.is_fallback || setting.variable.empty()) continue;
    const auto [at, added] = last.try_emplace(fmt::format("{}\n{}", setting.file, setting.variable), &setting);
    if (!added) later[i] = at->second;
  }
  return later;
}

}  // namespace

// Each file is read once, however many settings it holds.
std::vector<Examination> Doctor::ExaminedByFile(const std::vector<Setting>& settings) const {
  std::vector<Examination> examined;
  examined.reserve(settings.size());
  for (std::size_t begin = 0; begin < settings.size();) {
    std::size_t end = begin + 1;
    while (end < settings.size() && settings[end].file == settings[begin].file && !settings[begin].file.empty()) ++end;
    const std::string text = TextOf(settings[begin]);
    std::vector<Examination> some = ExamineAll(pipeline_, std::span(settings).subspan(begin, end - begin), text, now_);
    std::move(some.begin(), some.end(), std::back_inserter(examined));
    begin = end;
  }
  return examined;
}

void Doctor::OfSettings(const std::vector<Setting>& settings, Answer& answer) const {
  const std::vector<Examination> examined = ExaminedByFile(settings);
  const std::vector<const Setting*> later = SetAgain(settings);
  std::unordered_set<std::string> undecidable(answer.undecidable.begin(), answer.undecidable.end());
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const Setting& setting = settings[i];
    if (setting.in_comment || setting.is_reference) continue;
    const Examination& seen = examined[i];
    const bool is_key = seen.form == Form::kWellFormed || seen.form == Form::kMalformed || seen.form == Form::kUnrecognised;
    if (seen.wanted == nullptr && !is_key) continue;
    if (seen.wanted == nullptr && seen.form == Form::kMalformed && seen.key != nullptr && !seen.key->bare) continue;
    if (seen.findings.empty() && !is_key && setting.value.size() < 8) continue;
    AnswerSource source{setting, later[i] == nullptr, later[i] != nullptr && later[i]->value != setting.value, seen.preview};
    if (seen.key != nullptr) source.setting.why = seen.key->title;
    if (later[i] != nullptr) source.setting.why = fmt::format("line {} sets it again, and the later line wins", later[i]->line);
    answer.sources.push_back(std::move(source));
    answer.findings.insert(answer.findings.end(), seen.findings.begin(), seen.findings.end());
    for (const std::string& what : seen.undecidable) {
      if (undecidable.insert(what).second) answer.undecidable.push_back(what);
    }
    if (answer.sources.size() == 1) {
      answer.provider = seen.wanted;
      answer.key = seen.key;
    }
  }
  answer.is_wrong = !answer.findings.empty();
  if (answer.sources.size() == 1) {
    answer.variable = answer.sources.front().setting.variable;
    Advise(&answer.sources.front().setting, answer);
  } else {
    answer.provider = nullptr;
    answer.key = nullptr;
    if (!answer.sources.empty()) answer.next.emplace_back("keylint doctor NAME tells more of one variable");
  }
}

namespace {

// Of each variable the setting that a program sees, as the files have them.
std::vector<Setting> WinnersOf(const Sources& sources) {
  std::vector<Setting> winners;
  std::unordered_set<std::string_view> seen;
  for (const Setting& setting : sources.settings) {   // Highest rank first.
    if (setting.rank < kUsed || setting.in_comment || setting.variable.empty()) continue;
    if (seen.insert(setting.variable).second) winners.push_back(setting);
  }
  std::stable_sort(winners.begin(), winners.end(), [](const Setting& a, const Setting& b) { return std::tie(a.path, a.line) < std::tie(b.path, b.line); });
  return winners;
}

std::string Counted(std::string_view where, const Answer& answer) {
  const std::size_t keys = answer.sources.size();
  const std::size_t faults = answer.findings.size();
  return fmt::format("{} holds {} key variable{}; {} wrong.", where, keys, keys == 1 ? "" : "s",
                     faults == 0 ? "nothing is" : faults == 1 ? "one thing is" : fmt::format("{} things are", faults));
}

}  // namespace

Answer Doctor::OfFile(const std::string& file) const {
  Answer answer;
  const auto text = machine_.files.read_file(file);
  if (!text) {
    answer.unreadable = true;
    return answer;
  }
  const std::string path = file.starts_with(machine_.project + "/") ? file.substr(machine_.project.size() + 1) : file;
  const SourceKind kind = ProjectKind(path, *text).value_or(SourceKind::kSourceLiteral);
  std::vector<Setting> settings = ReadSettings(file, *text, kind);
  const std::string shown = ShownPath(machine_, file);
  for (Setting& setting : settings) {
    setting.path = shown;
    setting.is_reference = kind != SourceKind::kDotenv && IsReference(setting.value);
  }
  if (settings.empty() && !text->empty() && text->size() < 16'384) {
    Setting setting;
    setting.kind = SourceKind::kToolConfig;
    setting.path = shown;
    setting.line = 1;
    setting.value = *text;
    if (setting.value.ends_with('\n')) setting.value.pop_back();
    settings.push_back(std::move(setting));
  }
  OfSettings(settings, answer);
  AddAround({file}, 0, answer);
  answer.is_wrong = !answer.findings.empty();
  answer.summary = answer.sources.empty() ? fmt::format("{} holds no key and no variable of a key.", shown)
                                          : Counted(shown, answer);
  return answer;
}

Answer Doctor::OfEnvironment() const {
  Answer answer;
  std::vector<Setting> settings;
  for (const auto& [name, value] : machine_.environment) {
    Setting setting;
    setting.kind = SourceKind::kProcessEnvironment;
    setting.path = "environment";
    setting.variable = name;
    setting.names = {name};
    setting.value = value;
    setting.rank = 90;
    settings.push_back(std::move(setting));
  }
  OfSettings(settings, answer);
  if (!answer.sources.empty()) {
    answer.summary = Counted("The environment", answer);
    return answer;
  }
  Answer project;
  OfSettings(WinnersOf(CollectSources(machine_, {})), project);
  std::set<std::string> files;
  for (const AnswerSource& source : project.sources) files.insert(source.setting.file);
  AddAround(files, 0, project);
  project.is_wrong = !project.findings.empty();
  project.summary = project.sources.empty() ? "Neither the environment nor the settings of this project hold a key or a variable of one."
                                            : "The environment holds no key. " + Counted("This project", project);
  return project;
}

Answer Doctor::OfError(std::string_view text) const {
  Answer answer;
  const Complaint complaint = ReadComplaint(text, pipeline_.rules());
  answer.provider = complaint.provider;
  const std::vector<std::string> whole = WholeKeysIn(text);
  const Sources sources = CollectSources(machine_, InterestOf(complaint, whole, pipeline_.rules()));
  bool echoed = false;
  const std::vector<Suspect> matches = FindSuspects({pipeline_, complaint, sources, text, whole, now_, [&](const Setting& setting) { return TextOf(setting); }}, echoed);
  const Setting* winner = matches.empty() || matches.front().setting->in_comment ? nullptr : matches.front().setting;
  if (!echoed && winner != nullptr && winner->rank < kUsed && complaint.cause == Cause::kMissing) winner = nullptr;
  for (const Suspect& match : matches) {
    if (answer.sources.size() >= kMostSources) break;
    AnswerSource source{*match.setting, match.setting == winner, winner != nullptr && winner->value != match.setting->value, {}};
    source.preview = Examine(pipeline_, *match.setting, {}, now_).preview;
    answer.sources.push_back(std::move(source));
  }

  // What is set under the same name, too, and was not what failed.
  for (const Setting& setting : sources.settings) {
    const bool other = winner != nullptr && setting.kind == SourceKind::kProcessEnvironment && setting.variable == winner->variable &&
                       setting.value != winner->value && answer.sources.size() < kMostSources;
    if (!other || std::any_of(matches.begin(), matches.end(), [&](const Suspect& match) { return match.setting == &setting; })) continue;
    AnswerSource source{setting, false, true, Examine(pipeline_, setting, {}, now_).preview};
    source.setting.why = "holds another value: the message is not about this one";
    answer.sources.push_back(std::move(source));
  }

  answer.is_wrong = true;
  if (winner == nullptr) {
    if (!complaint.variables.empty()) answer.variable = complaint.variables.front();
    if (complaint.cause == Cause::kMissing && !answer.variable.empty()) {
      Sources of_name = CollectSources(machine_, {{answer.variable}, {}, {}});
      Missing(answer.variable, of_name, answer);
    } else if (!complaint.fragments.empty()) {
      answer.summary = "No source on this machine or in this project holds a key with these ends: the program runs elsewhere, or reads a store that is not a file.";
    } else {
      answer.summary = "The message names no key and no variable that is set here.";
    }
    Advise(nullptr, answer);
    return answer;
  }
  answer.variable = winner->variable;
  const Provider* rejected_by = answer.provider;
  Describe(*winner, Examine(pipeline_, *winner, TextOf(*winner), now_), &sources, answer);
  if (rejected_by != nullptr && answer.key != nullptr && &pipeline_.rules().ProviderOf(*answer.key) != rejected_by) {
    const bool said = std::any_of(answer.findings.begin(), answer.findings.end(), [](const DoctorFinding& finding) {
      return finding.rule_id == "scope/wrong-provider" || finding.rule_id == "environment/endpoint-mismatch";
    });
    const Examination seen = Examine(pipeline_, *winner, {}, now_);
    if (!said && seen.form == Form::kWellFormed) {
      answer.findings.push_back({"scope/wrong-provider", Diagnosis::kNone,
                                 fmt::format("{} refused a key of {}: set its base URL, or use a key of {}.", rejected_by->name,
                                             pipeline_.rules().ProviderOf(*answer.key).name, rejected_by->name),
                                 winner->path, winner->line});
    }
  }
  AddAround({winner->file}, winner->line, answer);
  answer.summary = fmt::format("The program used the key at {}: {}.", PlaceOf(*winner), winner->why);
  // What the person has probably edited: the same variable, another value.
  std::string hidden;
  for (const Setting& setting : sources.settings) {
    const bool other = setting.variable == winner->variable && setting.value != winner->value && !setting.in_comment && !setting.is_reference;
    if (!other || setting.rank >= winner->rank || setting.kind == SourceKind::kParentEnvironment || setting.rank < kUsed) continue;
    hidden = PlaceOf(setting);
    break;
  }
  if (!hidden.empty()) answer.summary += fmt::format(" It hides {}, which holds another value.", hidden);
  if (!echoed) answer.summary += " The message shows no part of the key: this is the source that wins.";
  Advise(winner, answer);
  return answer;
}

}  // namespace keylint
