// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/examine.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/decode/decode.h"
#include "lint/diagnose/diagnose.h"
#include "lint/diagnose/expiry.h"
#include "lint/diagnose/placeholder.h"
#include "lint/judge/finding_maker.h"
#include "lint/judge/redact.h"

namespace keylint {
namespace {

bool NamesFile(std::string_view variable) {
  const std::string name = UpperAscii(variable);
  return name.ends_with("_FILE") || name.ends_with("_PATH") || name.ends_with("KEYFILE") || name == "GOOGLE_APPLICATION_CREDENTIALS" ||
         name == "KUBECONFIG";
}

// What a setting's file says of it.
struct FileContext {
  std::string_view text;
  SettingFormat format = SettingFormat::kOther;
  const Literal* literal = nullptr;   ///< Null: the value stands nowhere as it is.
};

class Patient {
 public:
  Patient(const Pipeline& pipeline, const Setting& setting, const FileContext& around, std::int64_t now)
      : pipeline_(pipeline), setting_(setting), around_(around), now_(now) {}

  Examination Run() {
    const NamedKeys named = WantedBy(pipeline_, setting_);
    result_.wanted = named.provider;
    keys_ = named.keys;
    if (!keys_.empty()) result_.wanted_key = keys_.front();
    if (setting_.after_mark && result_.wanted != nullptr) {
      Add(MalformedRule(), Diagnosis::kInvisibleCharacter,
          fmt::format("The file begins with a byte order mark (U+FEFF). python-dotenv, godotenv and shells take it for a part of the name and do not find {}; "
                      "Node's dotenv skips it. Save the file as UTF-8 without it.", setting_.variable));
    }
    if (!Missing() && !WrongSort() && !BrokenPem()) Diagnosed();
    Look();
    return std::move(result_);
  }

 private:
  bool Missing();
  bool WrongSort();
  bool BrokenPem();
  void Diagnosed();
  bool BrokenOfAnother();
  void NotAKey();
  void WellFormed(const Verdict& verdict);
  void Place(const KeyRule& key);
  void Look();
  Verdict Ask(std::string_view value) const;
  Context ContextFor(SettingFormat format) const;
  void Add(std::string rule_id, Diagnosis diagnosis, std::string message) {
    result_.findings.push_back({std::move(rule_id), diagnosis, std::move(message), setting_.path, setting_.line});
  }
  std::string MalformedRule() const {
    const KeyRule* key = result_.key != nullptr ? result_.key : result_.wanted_key;
    return fmt::format("malformed-key/{}", key != nullptr ? key->id : "unknown");
  }
  std::string Answers() const {
    const Provider* provider = result_.wanted != nullptr ? result_.wanted : result_.key != nullptr ? &pipeline_.rules().ProviderOf(*result_.key) : nullptr;
    if (provider == nullptr) return "";
    return provider->rejects_with.empty() ? fmt::format(" {} will reject it.", provider->name)
                                          : fmt::format(" {} will answer '{}'.", provider->name, provider->rejects_with);
  }

  const Pipeline& pipeline_;
  const Setting& setting_;
  FileContext around_;
  std::int64_t now_;
  std::vector<const KeyRule*> keys_;
  Examination result_;
};

bool Patient::Missing() {
  if (std::any_of(setting_.value.begin(), setting_.value.end(), [](char c) { return !IsSpace(c); })) {
    if (!IsReference(setting_.value)) return false;
    result_.form = Form::kReference;
    if (setting_.kind != SourceKind::kProcessEnvironment && setting_.kind != SourceKind::kParentEnvironment && setting_.kind != SourceKind::kDotenv) return true;
    Add(MalformedRule(), Diagnosis::kPlaceholder,
        "It is a template that nobody filled in: the program sends the reference itself." + Answers());
    return true;
  }
  Add(MalformedRule(), Diagnosis::kPlaceholder,
      "It is empty, and an empty value still hides what other files set. Set it, or remove the line.");
  return true;
}

// A file's path where the key belongs, the key where a path belongs.
bool Patient::WrongSort() {
  const std::string_view value = setting_.value;
  const bool is_json = value.find_first_not_of(" \t\n") != std::string_view::npos && value[value.find_first_not_of(" \t\n")] == '{';
  if (NamesFile(setting_.variable)) {
    const bool is_pem = value.starts_with("-----BEGIN");
    if (is_json || is_pem) {
      Add(MalformedRule(), Diagnosis::kBadStructure,
          fmt::format("The variable wants the path of a file and holds {}: programs will say 'File name too long' or 'not found'. "
                      "Write it to a file and set its path.", is_json ? "JSON" : "the key itself"));
      return true;
    }
    return ClassifyValue(value) == ValueClass::kPath;
  }
  return false;
}

// A private key of several lines that lost its line ends on the way.
bool Patient::BrokenPem() {
  const std::string_view value = setting_.value;
  const std::size_t begin = value.find("-----BEGIN ");
  if (begin == std::string_view::npos || value.find("PRIVATE KEY") == std::string_view::npos || setting_.is_code) return false;
  const std::size_t head = value.find("-----", begin + 11);
  const std::size_t end = value.find("-----END ", begin);
  const std::string_view body = head == std::string_view::npos ? std::string_view() : value.substr(head + 5, end == std::string_view::npos ? end : end - head - 5);
  const auto wrong = [&](Diagnosis diagnosis, const char* what) {
    Add("malformed-key/private-key", diagnosis, fmt::format("Private key: {} Libraries will say 'DECODER routines::unsupported' or 'invalid PEM'.", what));
    result_.form = Form::kMalformed;
    return true;
  };
  if (end == std::string_view::npos) return wrong(Diagnosis::kTruncated, "its end ('-----END ...') is missing.");
  if (body.find("\\n") != std::string_view::npos && body.find('\n') == std::string_view::npos) {
    return wrong(Diagnosis::kBadEncoding, "its line ends are spelled \\n and reach the program as two characters: quote the value doubly, or replace them in the code.");
  }
  if (body.find('\n') == std::string_view::npos && body.find(' ') != std::string_view::npos) {
    return wrong(Diagnosis::kBadStructure, "its line ends became blanks: quote the variable where it is set, or keep it in a file.");
  }
  if (body.find('\n') == std::string_view::npos) return wrong(Diagnosis::kBadStructure, "it lost its line ends.");
  return false;
}

Context Patient::ContextFor(SettingFormat format) const {
  Context context;
  context.keys = &pipeline_.keys();
  context.kind = setting_.is_code ? TextKind::kSource : TextKind::kSettings;
  context.format = format;
  context.fits_pattern = &pipeline_.fits_pattern();
  return context;
}

Verdict Patient::Ask(std::string_view value) const {
  // A process passes values on as they are.
  return DiagnoseValue(value, {0, value.size()}, setting_.variable, keys_, ContextFor(SettingFormat::kDockerEnvFile));
}

void Patient::Diagnosed() {
  Verdict verdict;
  if (around_.literal != nullptr) {
    const Literal& literal = *around_.literal;
    Context context = ContextFor(around_.format);
    context.text = around_.text;
    context.literal = &literal;
    verdict = DiagnoseValue(literal.text, literal.span, setting_.variable, keys_, context);
    // What its file does to it counts for any value of a key's variable.
    const bool sound = verdict.form == Form::kWellFormed || verdict.form == Form::kUnrecognised || verdict.form == Form::kNotAKey;
    if (result_.wanted != nullptr && sound && verdict.diagnosis != Diagnosis::kConfigMangled) {
      if (const auto mangling = CheckMangling(context.format, literal, context.text); mangling && mangling->confidence >= 0.6) {
        verdict.form = Form::kMalformed;
        verdict.diagnosis = Diagnosis::kConfigMangled;
        verdict.detail = mangling->detail;
        if (verdict.key == nullptr) verdict.key = result_.wanted_key;
      }
    }
  } else {
    verdict = Ask(setting_.value);
  }
  result_.key = verdict.key;
  result_.form = verdict.form;
  result_.facts = verdict.facts;
  switch (verdict.form) {
    case Form::kMalformed:
      Add(MalformedRule(), verdict.diagnosis, fmt::format("{}: {}.{}", verdict.key->title, verdict.detail, Answers()));
      if (verdict.repair && !verdict.repair->span.empty()) result_.findings.back().repair = verdict.repair->title;
      break;
    case Form::kPlaceholder:
      Add(MalformedRule(), Diagnosis::kPlaceholder, "It is a stand-in, not a key." + Answers());
      break;
    case Form::kReference:
      Add(MalformedRule(), Diagnosis::kPlaceholder, "It is a template that nobody filled in: the program sends the reference itself." + Answers());
      break;
    case Form::kPublished:
      Add("environment/documented-test-value", Diagnosis::kPlaceholder,
          "It is the provider's published sample: it works for tests at most, or not at all.");
      break;
    case Form::kWellFormed: WellFormed(verdict); break;
    case Form::kUnrecognised:
      result_.undecidable.emplace_back("unknown-format");
      break;
    case Form::kNotAKey: NotAKey(); break;
  }
}

// What begins like another provider's key is one, whatever was lost of it.
bool Patient::BrokenOfAnother() {
  constexpr std::size_t kTelling = 6;   // "sk-ant-", not "sk-".
  const std::string_view value = setting_.value;
  Matcher::Scratch scratch;
  const KeyRule* nearest = nullptr;
  std::size_t longest = 0;
  for (const Candidate& candidate : pipeline_.matcher().Scan(value, scratch).candidates) {
    for (const Shape& shape : candidate.key->shapes) {
      const std::string_view literal = shape.pieces.empty() ? std::string_view() : shape.pieces.front().literal;
      if (candidate.span.begin != 0 || literal.size() <= longest || !value.starts_with(literal)) continue;
      longest = literal.size();
      nearest = candidate.key;
    }
  }
  if (nearest == nullptr || longest < kTelling || &pipeline_.rules().ProviderOf(*nearest) == result_.wanted) return false;
  const Provider& provider = pipeline_.rules().ProviderOf(*nearest);
  const std::string_view variable = provider.variables.empty() ? std::string_view() : provider.variables.front();
  const Verdict verdict = DiagnoseValue(value, {0, value.size()}, variable, {&nearest, 1}, ContextFor(SettingFormat::kDockerEnvFile));
  if (verdict.form != Form::kMalformed || verdict.key != nearest) return false;
  result_.key = nearest;
  result_.form = Form::kMalformed;
  Add("scope/wrong-provider", verdict.diagnosis,
      fmt::format("It is a broken key of {}, in a variable of {}: {}: {}.{}", provider.name, result_.wanted->name, nearest->title, verdict.detail, Answers()));
  return true;
}

// Nothing known, in a variable that asks for a provider's key.
void Patient::NotAKey() {
  const std::string_view value = setting_.value;
  // "$" of a template before the key; a remark behind it.
  std::size_t begin = value.find_first_not_of(" \t\r\n$'\"`=");
  if (begin == std::string_view::npos) begin = 0;
  const std::size_t end = std::min(value.find_first_of(" \t\r\n,;#\"'`)", begin), value.size());
  const std::string_view first = value.substr(begin, end - begin);
  if (first.size() >= 12 && first.size() < value.size()) {
    const Verdict inner = Ask(first);
    if (inner.form == Form::kWellFormed || inner.form == Form::kUnrecognised) {
      result_.key = inner.key;
      result_.form = Form::kMalformed;
      if (value.front() == '$') {
        Add(MalformedRule(), Diagnosis::kBadPrefix, "A '$' stands before the key: a template of another language was used (f\"{key}\" in Python, `${key}` in JavaScript)." + Answers());
      } else if (end < value.size()) {
        Add(MalformedRule(), Diagnosis::kWhitespace,
            fmt::format("{} characters follow the key: a remark, or a second value, became part of it.{}", value.size() - end, Answers()));
      } else {
        Add(MalformedRule(), Diagnosis::kBadPrefix, "Characters stand before the key." + Answers());
      }
      return;
    }
  }
  if (result_.wanted_key == nullptr) return;
  if (BrokenOfAnother()) return;
  const std::string name = UpperAscii(setting_.variable);
  const bool takes_address = name.find("URL") != std::string::npos || name.find("URI") != std::string::npos || name.find("DSN") != std::string::npos ||
                             name.find("HOST") != std::string::npos || name.find("ENDPOINT") != std::string::npos;
  const ValueClass value_class = ClassifyValue(value);
  const auto wrong = [&](Diagnosis diagnosis, std::string what) { Add(MalformedRule(), diagnosis, std::move(what) + Answers()); };
  const bool secret = std::any_of(keys_.begin(), keys_.end(), [](const KeyRule* key) { return IsSecret(key->privilege); });
  if (!secret || takes_address) return;
  switch (value_class) {
    case ValueClass::kUrl:
      if (!value.starts_with("http")) break;
      return wrong(Diagnosis::kBadStructure, "It is an address, not a key: the page was copied instead of what it shows.");
    case ValueClass::kPath: return wrong(Diagnosis::kBadStructure, "It is a file's path, not the key itself.");
    case ValueClass::kEmail: return wrong(Diagnosis::kBadStructure, "It is an e-mail address, not a key.");
    case ValueClass::kBoolean: return wrong(Diagnosis::kPlaceholder, "It is a word for nothing, not a key.");
    case ValueClass::kPlaceholder:
    case ValueClass::kMasked: return wrong(Diagnosis::kPlaceholder, "It is a stand-in, not a key.");
    case ValueClass::kNumber:
    case ValueClass::kDate:
    case ValueClass::kVersion: return wrong(Diagnosis::kBadStructure, "It is a number, not a key.");
    case ValueClass::kWords:
    case ValueClass::kCode:
      if (value.find(' ') != std::string_view::npos) return wrong(Diagnosis::kBadStructure, "It is text of several words, not a key.");
      if (value.size() < 16) return wrong(Diagnosis::kPlaceholder, "It is a plain word, not a key.");
      break;
    default: break;
  }
  if (value.starts_with("{")) return wrong(Diagnosis::kBadStructure, "It is JSON; the variable wants one value of it.");
  if (value.size() < 8 && std::all_of(value.begin(), value.end(), IsAlpha)) {
    return wrong(Diagnosis::kPlaceholder, "It is a plain word, not a key.");
  }
  if (value.size() < 8) return wrong(Diagnosis::kTooShort, fmt::format("It has {} characters; no key of {} is that short.", value.size(), result_.wanted->name));
  result_.undecidable.emplace_back("unknown-format");
}

void Patient::WellFormed(const Verdict& verdict) {
  const auto expiry = CheckExpiry(verdict, setting_.value, {.now = now_});
  if (expiry) {
    result_.expires = expiry->expires;
    const bool dead = expiry->state == ExpiryState::kExpired || expiry->state == ExpiryState::kRetired || expiry->state == ExpiryState::kNotYet;
    if (dead) Add(expiry->rule_id, Diagnosis::kNone, fmt::format("{}: {}. {}", verdict.key->title, expiry->detail, verdict.key->fix));
    if (expiry->state == ExpiryState::kStale) {
      Add(fmt::format("expired/{}", verdict.key->id), Diagnosis::kNone, fmt::format("{}: {}.", verdict.key->title, expiry->detail));
    }
  }
  for (const Fact& fact : verdict.facts) {
    if (fact.kind == FactKind::kExpires && result_.expires.empty()) result_.expires = fact.value;
  }
  Place(*verdict.key);
}

// Does this kind of key belong in this variable?
void Patient::Place(const KeyRule& key) {
  if (result_.wanted == nullptr) return;
  const Provider& provider = pipeline_.rules().ProviderOf(key);
  const auto fits = [&](const KeyRule* wanted) { return wanted == &key || (&pipeline_.rules().ProviderOf(*wanted) == &provider && wanted->privilege == key.privilege); };
  if (std::any_of(keys_.begin(), keys_.end(), fits)) {
    const std::string name = UpperAscii(setting_.variable);
    const bool wants_test = name.find("_TEST") != std::string::npos || name.find("SANDBOX") != std::string::npos;
    const bool wants_live = name.find("_LIVE") != std::string::npos;
    if ((wants_test && key.mode == Mode::kLive) || (wants_live && (key.mode == Mode::kTest || key.mode == Mode::kSandbox))) {
      Add("scope/wrong-mode", Diagnosis::kNone, fmt::format("{} holds the key of the other mode: {}.", setting_.variable, key.title));
    }
    return;
  }
  if (&provider != result_.wanted) {
    Add("scope/wrong-provider", Diagnosis::kNone,
        fmt::format("It is a key of {}, in a variable of {}.{} Put it into {} or set the base URL of {}.", provider.name, result_.wanted->name, Answers(),
                    provider.variables.empty() ? std::string("its own variable") : std::string(provider.variables.front()), provider.name));
    return;
  }
  if (!IsSecret(key.privilege) || (key.privilege == Privilege::kAdmin) != (keys_.front()->privilege == Privilege::kAdmin) ||
      key.privilege == Privilege::kWebhook) {
    const std::string verb = key.privilege == Privilege::kIdentifier ? "names something and authenticates nothing" : "is another kind of key";
    Add("scope/wrong-kind", Diagnosis::kNone,
        fmt::format("{} in a variable for {}: it {}.{}", key.title, keys_.front()->title, verb, Answers()));
  }
}

void Patient::Look() {
  const std::string& value = setting_.value;
  const bool known = result_.key != nullptr && (result_.form == Form::kWellFormed || result_.form == Form::kMalformed);
  result_.preview = value.empty() ? "(empty)" : Redact(value, known ? RandomCharacters(*result_.key, value.size()) : 0);
  if (result_.form != Form::kWellFormed && result_.form != Form::kUnrecognised && result_.form != Form::kNotAKey) return;
  if (value.empty()) return;
  const bool checked = result_.key != nullptr && std::any_of(result_.key->shapes.begin(), result_.key->shapes.end(), [](const Shape& shape) {
    return std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) { return piece.kind == PieceKind::kCheck; });
  });
  const bool structured = result_.key != nullptr && !result_.key->structure.empty();
  result_.undecidable.emplace_back("revoked");
  if (!checked && !structured) result_.undecidable.emplace_back("typo-in-random-part");
  if (result_.expires.empty()) result_.undecidable.emplace_back("expired");
  result_.undecidable.emplace_back("permissions");
}

}  // namespace

NamedKeys WantedBy(const Pipeline& pipeline, const Setting& setting) {
  std::vector<std::string_view> names(setting.names.begin(), setting.names.end());
  if (names.empty() || names.back() != setting.variable) {
    if (setting.variable.empty()) return {};
    names.push_back(setting.variable);
  }
  return pipeline.names().Lookup(names);
}

std::vector<Examination> ExamineAll(const Pipeline& pipeline, std::span<const Setting> settings, std::string_view text, std::int64_t now) {
  std::vector<Examination> all(settings.size());
  std::vector<bool> done(settings.size(), settings.empty());
  if (!text.empty() && !settings.empty()) {
    const Setting& first = settings.front();
    const std::string_view format_name = FormatName(FormatOf(first.file, text));
    FileContext around{text, SettingFormatOf(first.file, format_name), nullptr};
    if (first.kind == SourceKind::kDotenv) around.format = SettingFormatOf("x/.env", "dotenv");
    VisitLiterals(settings, text, [&](std::size_t index, const Literal& literal) {
      around.literal = &literal;
      all[index] = Patient(pipeline, settings[index], around, now).Run();
      done[index] = true;
    });
  }
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (!done[i]) all[i] = Patient(pipeline, settings[i], {}, now).Run();
  }
  return all;
}

Examination Examine(const Pipeline& pipeline, const Setting& setting, std::string_view text, std::int64_t now) {
  return std::move(ExamineAll(pipeline, {&setting, 1}, text, now).front());
}

}  // namespace keylint
