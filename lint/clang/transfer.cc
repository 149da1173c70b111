// SPDX-License-Identifier: Apache-2.0
// What each instruction does to memory.
#include "lint/base/ascii.h"
#include "lint/clang/solver.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace keylint::flow {
namespace {

// The parts of a format: literal text, the index of the argument that stands
// there whole, or kHolePart for what is computed (numbers, widths).
constexpr int kLiteralPart = -1;
constexpr int kHolePart = -2;

struct FormatPart {
  std::string text;
  int argument = kLiteralPart;
};

class FormatParts {
 public:
  void Add(char c) { text_ += c; }
  void Add(int argument) {
    Flush();
    parts_.push_back({"", argument});
  }
  std::vector<FormatPart> Take() {
    Flush();
    return std::move(parts_);
  }

 private:
  void Flush() {
    if (!text_.empty()) parts_.push_back({std::move(text_), kLiteralPart});
    text_.clear();
  }
  std::string text_;
  std::vector<FormatPart> parts_;
};

// "%s:%-5d": ISO C 7.21.6.1, with the `S` and `w` of Windows.
std::vector<FormatPart> ParsePercents(std::string_view format) {
  FormatParts parts;
  int next = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      parts.Add(format[i]);
      continue;
    }
    const std::size_t end = format.find_first_not_of("-+ #0123456789.*lhwzjtLq", i + 1);
    if (end == std::string_view::npos) break;
    const std::string_view between = format.substr(i + 1, end - i - 1);
    next += static_cast<int>(std::count(between.begin(), between.end(), '*'));
    const bool plain = between.find_first_not_of("lhw") == std::string_view::npos;
    const char kind = format[end];
    i = end;
    if (kind == '%') {
      parts.Add('%');
    } else {
      parts.Add(plain && (kind == 's' || kind == 'S') ? next : kHolePart);
      ++next;
    }
  }
  return parts.Take();
}

// "{}:{1}": std::format and {fmt}.
std::vector<FormatPart> ParseBraces(std::string_view format) {
  FormatParts parts;
  int next = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if ((c == '{' || c == '}') && i + 1 < format.size() && format[i + 1] == c) {
      parts.Add(c);
      ++i;
      continue;
    }
    if (c != '{') {
      parts.Add(c);
      continue;
    }
    const std::size_t close = format.find('}', i);
    if (close == std::string_view::npos) break;
    const std::string_view field = format.substr(i + 1, close - i - 1);
    i = close;
    if (field.empty()) {
      parts.Add(next++);
    } else if (field.size() == 1 && IsDigit(field[0])) {
      parts.Add(field[0] - '0');
    } else {
      parts.Add(kHolePart);
      if (field[0] == ':') ++next;
    }
  }
  return parts.Take();
}

// "%1:%2", with `given` arguments: QString::arg() fills the lowest numbers,
// and a call behind it the others.
std::vector<FormatPart> ParsePlaces(std::string_view format, std::size_t given) {
  struct Place { std::size_t begin, end; int number; };
  std::vector<Place> places;
  std::set<int> numbers;
  for (std::size_t i = 0; i + 1 < format.size(); ++i) {
    if (format[i] != '%') continue;
    std::size_t end = i + (format[i + 1] == 'L' ? 2 : 1);
    const std::size_t digits = end;
    int number = 0;
    while (end < format.size() && end < digits + 2 && IsDigit(format[end])) number = number * 10 + format[end++] - '0';
    if (end == digits) continue;
    places.push_back({i, end, number});
    numbers.insert(number);
  }
  FormatParts parts;
  std::size_t at = 0;
  for (const Place& place : places) {
    const auto rank = static_cast<std::size_t>(std::distance(numbers.begin(), numbers.find(place.number)));
    if (rank >= given) continue;
    for (; at < place.begin; ++at) parts.Add(format[at]);
    parts.Add(static_cast<int>(rank));
    at = place.end;
  }
  for (; at < format.size(); ++at) parts.Add(format[at]);
  return parts.Take();
}

bool IsRaw(SinkKind kind) {
  return kind == SinkKind::kKey || kind == SinkKind::kIv || kind == SinkKind::kNonce || kind == SinkKind::kSalt;
}

// PEM, or DER: one long sequence (X.690 8.1.3) that fills the text.
bool IsKeyFile(const Text& text) {
  const std::string_view bytes = text.bytes;
  if (bytes.starts_with("-----BEGIN ")) return true;
  const auto at = [&](std::size_t n) { return static_cast<unsigned char>(bytes[n]); };
  if (!text.binary || bytes.size() < 64 || at(0) != 0x30) return false;
  return (at(1) == 0x81 && at(2) + 3u == bytes.size()) ||
         (at(1) == 0x82 && (at(2) << 8 | at(3)) + 4u == bytes.size());
}

// `mbedtls_aes_self_test`, `testAes256Cbc`, `RunBenchmark`: known answers and measurements.
bool TestsItself(std::string_view function) {
  if (const std::size_t scope = function.rfind("::"); scope != std::string_view::npos) function.remove_prefix(scope + 2);
  const std::string words = "-" + Slug(function) + "-";
  constexpr std::string_view kTest = "-test-";
  if (words.size() > kTest.size() && (words.starts_with(kTest) || words.ends_with(kTest))) return true;
  static constexpr std::array<std::string_view, 5> kSaid = {"-selftest-", "-self-test-", "-kat-", "-known-answer-", "-benchmark-"};
  return std::any_of(kSaid.begin(), kSaid.end(),
                     [&](std::string_view said) { return words.find(said) != std::string::npos; });
}

// What everyone uses alike: the IV of key wrap (RFC 3394 2.2.3.1, RFC 5649 3) and
// labels that derive a tree of keys (BIP-32, SLIP-0010, SLIP-0021; read 2026-11-29).
bool IsFixedByStandard(std::string_view secret, SinkKind kind) {
  if (kind == SinkKind::kIv) return secret == "\xa6\xa6\xa6\xa6\xa6\xa6\xa6\xa6" || secret == "\xa6\x59\x59\xa6";
  static constexpr std::array<std::string_view, 4> kLabels = {"Bitcoin seed", "ed25519 seed", "Nist256p1 seed", "Symmetric key seed"};
  return kind == SinkKind::kKey && std::find(kLabels.begin(), kLabels.end(), secret) != kLabels.end();
}

// CTR_DRBG and HMAC_DRBG start from a zero key, which the seed then replaces
// (NIST SP 800-90A Rev. 1, 10.2.1.3.1 and 10.1.2.3; read 2026-11-28).
bool StartsGenerator(std::string_view function) { return ("-" + Slug(function) + "-").find("-drbg-") != std::string::npos; }

}  // namespace

std::string_view LevelOf(const SinkUse& use, const Sink& sink) {
  if (use.self_test || use.doubtful) return "note";
  return sink.level == "error" && !use.certain ? std::string_view("warning") : std::string_view(sink.level);
}

std::string_view ConfidenceOf(const SinkUse& use) {
  if (use.doubtful) return "low";
  return use.certain && !SinkTable::IsNamed(use.row) ? "high" : "medium";
}

void Solver::WriteAll(Frame&, State& state, const Value& target, const Value& value) {
  const std::vector<LocId> targets = Pointees(target);
  for (const LocId loc : targets) Write(state, loc, value, targets.size() == 1);
}

// Of `head` and `tail` one or none is a text; the other is a hole, which a
// caller may fill.
Atom Solver::JoinWithHole(const Atom& head, const Atom& tail, const Place& place) {
  const auto whole = [&](const Atom& atom) { return atom.kind == AtomKind::kText ? atom : HoleFor(atom, {}); };
  const Atom& known = head.kind == AtomKind::kText ? head : tail;
  if (known.kind == AtomKind::kText && (TextAt(known.id).bytes.size() >= kMaxText || TextAt(known.id).binary)) return Atom{};
  const bool given = head.kind == AtomKind::kInitial || tail.kind == AtomKind::kInitial;
  if (!given && known.kind == AtomKind::kText) {
    // Two holes side by side are one.
    const std::string& bytes = TextAt(known.id).bytes;
    const char edge = bytes.empty() ? '\0' : &known == &head ? bytes.back() : bytes.front();
    if (TextAt(known.id).holes && edge == kHole && GivenOf(known.id).empty()) return known;
  }
  const Atom first = whole(head), second = whole(tail);
  const std::uint32_t trace = known.trace != 0 ? known.trace : first.trace;
  return Atom{AtomKind::kText, Concatenate(first.id, second.id), AddTrace(trace, place, TraceStep::Kind::kJoined, 0)};
}

void Solver::Append(State& state, const Instruction& i, const Value& to, const Value& text) {
  const std::vector<LocId> targets = Pointees(to);
  const auto given = [&](LocId loc) { return locs_[loc].root == Root::kParameter || locs_[loc].root == Root::kGlobal; };
  for (const LocId loc : targets) {
    const Value before = Read(state, loc);
    Value joined;
    for (const Atom& tail : text) {
      bool any = false;
      for (const Atom& head : before) {
        if (head.kind == AtomKind::kText && tail.kind == AtomKind::kText) {
          const std::uint32_t id = Concatenate(head.id, tail.id);
          joined.Add(Atom{AtomKind::kText, id,
                          AddTrace(tail.trace, i.place, TraceStep::Kind::kJoined, 0)});
          any = true;
        } else if (head.kind == AtomKind::kInitial && given(loc)) {
          // What the caller's buffer holds is mostly empty.
          joined.Add(tail);
          any = true;
        } else if (head.kind == AtomKind::kText && TextAt(head.id).bytes.empty()) {
          joined.Add(tail);
          any = true;
        } else if (head.kind == AtomKind::kText || tail.kind == AtomKind::kText || head.kind == AtomKind::kInitial) {
          // One half is known here, or by a caller: "password=" + x, or x + " password=...".
          joined.Add(JoinWithHole(head, tail, i.place));
          any = true;
        } else if (head.kind == AtomKind::kUnknown) {
          joined.Add(Atom{});
          any = true;
        }
      }
      if (!any) joined.Add(tail);
    }
    Write(state, loc, joined, targets.size() == 1);
  }
}

// What may stand at one part of a format: texts, or a hole for all else.
Value Solver::PieceOf(const Frame& frame, const State& state, const Instruction& i, const Place& format, int argument,
                      const std::string& literal) {
  if (argument == kLiteralPart) {
    Text made;
    made.place = format;
    made.bytes = literal;
    return Value(Atom{AtomKind::kText, AddText(std::move(made))});
  }
  Value value;
  if (argument >= 0 && i.args.size() > static_cast<std::size_t>(argument) + 1) {
    value = TextOf(state, frame.registers[i.args[argument + 1]]);
  }
  Value piece;
  for (const Atom& atom : value) {
    piece.Add(atom.kind == AtomKind::kText && !TextAt(atom.id).binary ? atom : HoleFor(atom, format));
  }
  return piece.empty() ? Value(HoleFor(Atom{}, format)) : piece;
}

void Solver::Format(Frame& frame, State& state, const Instruction& i) {
  constexpr std::size_t kMaxTexts = 8;
  Value result;
  for (const Atom& written : TextOf(state, frame.registers[i.args[0]])) {
    if (written.kind != AtomKind::kText || TextAt(written.id).binary || result.size() > kMaxTexts) {
      result.Add(Atom{});
      continue;
    }
    const Text format = TextAt(written.id);
    const std::vector<FormatPart> parts = (i.flags & kBraces) != 0   ? ParseBraces(format.bytes)
                                          : (i.flags & kPlaces) != 0 ? ParsePlaces(format.bytes, i.args.size() - 1)
                                                                     : ParsePercents(format.bytes);
    const bool one = parts.size() == 1 && parts[0].argument >= 0;
    if (one && i.args.size() > static_cast<std::size_t>(parts[0].argument) + 1) {
      // "%s" alone is a copy: what a caller gives stays itself.
      result.Add(WithStep(TextOf(state, frame.registers[i.args[parts[0].argument + 1]]), i.place,
                          TraceStep::Kind::kCopied, i.sym));
      continue;
    }
    std::vector<Atom> joined = {Atom{AtomKind::kText, AddText(Text{}), written.trace}};
    for (const FormatPart& part : parts) {
      const Value piece = PieceOf(frame, state, i, format.place, part.argument, part.text);
      std::vector<Atom> longer;
      for (const Atom& head : joined) {
        for (const Atom& tail : piece) {
          if (longer.size() >= kMaxTexts) break;
          longer.push_back({AtomKind::kText, Concatenate(head.id, tail.id), tail.trace != 0 ? tail.trace : head.trace});
        }
      }
      joined = std::move(longer);
    }
    for (const Atom& atom : joined) result.Add(WithStep(Value(atom), i.place, TraceStep::Kind::kJoined, i.sym));
  }
  if (result.empty()) result = Value::Unknown();
  if (i.a >= 0) WriteAll(frame, state, frame.registers[i.a], result);
}

void Solver::StoreByte(Frame& frame, State& state, const Instruction& i, const Value& to) {
  constexpr std::uint32_t kMaxIndex = 256;
  const std::vector<LocId> targets = Pointees(to);
  const bool known = i.b < 0;   // b: a value register when the byte is computed.
  for (const LocId loc : targets) {
    if (!known) {
      frame.scrambled.insert(loc);
      Write(state, loc, Value::Unknown(), targets.size() == 1);
      continue;
    }
    const Value before = Read(state, loc);
    const bool text_or_new = before.empty() || (before.size() == 1 && before.begin()->kind == AtomKind::kText);
    if (i.sym == 0 || i.sym > kMaxIndex || targets.size() != 1 || !text_or_new) continue;
    Text text;
    text.place = i.place;
    text.binary = (i.flags & 1) != 0;
    if (!before.empty()) text = TextAt(before.begin()->id);
    const std::size_t index = i.sym - 1;
    if (!text.binary && i.imm == 0) {
      if (index >= text.bytes.size()) continue;
      text.bytes.resize(index);
    } else {
      if (index > text.bytes.size() && !text.binary) continue;
      if (index >= text.bytes.size()) text.bytes.resize(index + 1);
      text.bytes[index] = static_cast<char>(i.imm);
    }
    Write(state, loc, Value(Atom{AtomKind::kText, AddText(std::move(text))}), true);
  }
}

Value Solver::Derived(const Value& value) {
  Value derived;
  for (Atom atom : value) {
    if (atom.kind == AtomKind::kText) {
      Text text = TextAt(atom.id);
      text.room = kMaxText;
      text.folded = false;
      atom.id = AddText(std::move(text));
    }
    derived.Add(atom);
  }
  return derived;
}

// Bytes computed from all of `parts`: constant if these are. Of what one of
// them is given a caller decides; of two, nobody.
Value Solver::MadeOf(const std::vector<Value>& parts) {
  const Value* given = nullptr;
  const Value* told = nullptr;
  for (const Value& part : parts) {
    if (part.empty() || part.Has(AtomKind::kUnknown)) return Value::Unknown();
    if (part.Has(AtomKind::kInitial)) {
      if (given != nullptr) return Value::Unknown();
      given = &part;
    } else if (told == nullptr || !part.Has(AtomKind::kText) || TextAt(told->begin()->id).bytes.find_first_not_of('\0') == std::string::npos) {
      told = &part;
    }
  }
  return Derived(given != nullptr ? *given : *told);
}

void Solver::Execute(Frame& frame, State& state, const Instruction& i, std::uint32_t at) {
  std::vector<Value>& r = frame.registers;
  const auto pointer = [&](LocId loc) {
    return loc == Locations::kNone ? Value::Unknown() : Value(Atom{AtomKind::kPointer, loc});
  };
  const auto step = [&](std::uint32_t to) {
    Value result;
    for (const Atom& atom : r[i.a]) {
      LocId loc = Locations::kNone;
      if (atom.kind == AtomKind::kPointer) loc = atom.id;
      if (atom.kind == AtomKind::kInitial) loc = locs_.Child(atom.id, kDeref);
      if (loc != Locations::kNone) loc = locs_.Child(loc, to);
      if (loc == Locations::kNone) {
        if (atom.kind != AtomKind::kText) result.Add(Atom{});
      } else {
        result.Add(Atom{AtomKind::kPointer, loc, atom.trace});
      }
    }
    return result;
  };
  switch (i.op) {
    case Op::kUnknown:
      r[i.dst] = Value::Unknown();
      break;
    case Op::kText:
      r[i.dst] = pointer(locs_.MakeRoot(Root::kText, i.sym));
      break;
    case Op::kFunction:
      r[i.dst] = Value(Atom{AtomKind::kFunction, i.sym});
      break;
    case Op::kLocal:
      r[i.dst] = pointer(locs_.MakeRoot(Root::kLocal, static_cast<std::uint32_t>(i.b)));
      break;
    case Op::kParameter:
      r[i.dst] = pointer(locs_.MakeRoot(Root::kParameter, static_cast<std::uint32_t>(i.b)));
      break;
    case Op::kGlobal:
      r[i.dst] = pointer(locs_.MakeRoot(Root::kGlobal, i.sym));
      break;
    case Op::kFresh: {
      const std::uint64_t key = static_cast<std::uint64_t>(frame.index + 1) << 32 | at;
      const LocId loc = locs_.MakeRoot(Root::kFresh, FreshId(key, i.sym, 0));
      Write(state, loc, Value(), true);
      r[i.dst] = pointer(loc);
      break;
    }
    case Op::kField:
    case Op::kElement:
      r[i.dst] = step(i.op == Op::kElement ? (i.imm != 0 ? i.sym : kAnyElement) : i.sym);
      break;
    case Op::kLoad: {
      Value result;
      const std::vector<LocId> from = Pointees(r[i.a]);
      for (const LocId loc : from) result.Add(Read(state, loc));
      if (from.empty()) result = Value::Unknown();
      r[i.dst] = std::move(result);
      break;
    }
    case Op::kMerge: {
      Value result;
      for (const std::int32_t arg : i.args) result.Add(r[arg]);
      r[i.dst] = std::move(result);
      break;
    }
    case Op::kStore:
      WriteAll(frame, state, r[i.a], r[i.b]);
      break;
    case Op::kStoreByte:
      StoreByte(frame, state, i, r[i.a]);
      break;
    case Op::kCopy: {
      const std::vector<LocId> to = Pointees(r[i.a]), from = Pointees(r[i.b]);
      for (const LocId target : to) {
        if (from.empty()) Forget(state, target);
        for (std::size_t n = 0; n < from.size(); ++n) CopyTree(state, target, from[n], to.size() == 1 && n == 0);
      }
      break;
    }
    case Op::kCopyText: {
      Value text = TextOf(state, r[i.b]);
      if (text.empty() && Pointees(r[i.b]).empty()) text = Value::Unknown();
      if (i.imm != 0) text = Derived(text);
      if (!i.args.empty()) {
        std::vector<Value> parts = {text};
        for (const std::int32_t arg : i.args) parts.push_back(TextOf(state, r[arg]));
        text = MadeOf(parts);
        const bool constant = std::all_of(text.begin(), text.end(), [](const Atom& atom) { return atom.kind == AtomKind::kText; });
        for (const LocId loc : Pointees(r[i.a])) {
          if (!constant) frame.scrambled.insert(loc);
        }
      }
      WriteAll(frame, state, r[i.a], WithStep(text, i.place, TraceStep::Kind::kCopied, i.sym));
      break;
    }
    case Op::kAppendText:
      Append(state, i, r[i.a], TextOf(state, r[i.b]));
      break;
    case Op::kFormat:
      Format(frame, state, i);
      break;
    case Op::kFill: {
      Text text;
      text.place = i.place;
      text.binary = true;
      text.bytes.assign(std::min<std::uint32_t>(i.sym, 4096), static_cast<char>(i.imm));
      const bool known = i.sym != 0 && i.b < 0;
      WriteAll(frame, state, r[i.a], known ? Value(Atom{AtomKind::kText, AddText(std::move(text))}) : Value::Unknown());
      break;
    }
    case Op::kForget:
      for (const LocId loc : Pointees(r[i.a])) Forget(state, loc);
      break;
    case Op::kReturn: {
      const LocId result = locs_.MakeRoot(Root::kResult, 0);
      Write(state, result, r[i.a], true);
      break;
    }
    case Op::kReturnObject: {
      const LocId result = locs_.MakeRoot(Root::kResult, 0);
      const std::vector<LocId> from = Pointees(r[i.a]);
      for (std::size_t n = 0; n < from.size(); ++n) CopyTree(state, result, from[n], n == 0);
      break;
    }
    case Op::kCall:
      Call(frame, state, i, at);
      break;
    case Op::kSink:
      SinkAt(frame, state, i);
      break;
  }
}

void Solver::SinkAt(Frame& frame, const State& state, const Instruction& i) {
  // The body tells more than a parameter's name.
  if (SinkTable::IsNamed(static_cast<std::uint32_t>(i.b)) && function_of_.count(SinkFunction(i)) != 0) return;
  Report(frame, {static_cast<std::uint32_t>(i.b), i.sym, SinkParameter(i), i.place,
                 TextOf(state, frame.registers[i.a], &frame), {}, (i.flags & kOneOfMany) != 0});
}

void Solver::Report(Frame& frame, PendingSink at) {
  if (at.row >= table_.size()) return;
  // Loops may still add values: what is said waits for the last pass.
  frame.saw_sinks = true;
  if (!frame.reporting) return;
  const Value& value = at.value;
  const bool certain = std::all_of(value.begin(), value.end(),
                                   [](const Atom& a) { return a.kind == AtomKind::kText; });
  Value open;
  for (const Atom& atom : value) {
    if (atom.kind == AtomKind::kText) Keep(frame, at, atom, certain);
    const bool waits = atom.kind == AtomKind::kText && !GivenOf(atom.id).empty();
    if (atom.kind == AtomKind::kInitial || waits) open.Add(atom);
  }
  constexpr std::size_t kMaxSinks = 128;
  if (open.empty() || frame.sinks.size() >= kMaxSinks) return;
  if (value.Has(AtomKind::kUnknown)) open.Add(Atom{});
  for (PendingSink& pending : frame.sinks) {
    if (pending.row == at.row && pending.place == at.place && pending.demand == at.demand) {
      pending.value.Add(open);
      return;
    }
  }
  at.value = std::move(open);
  frame.sinks.push_back(std::move(at));
}

void Solver::Keep(const Frame& frame, const PendingSink& at, const Atom& atom, bool certain) {
  const Sink& sink = table_.row(at.row);
  const Text& text = TextAt(atom.id);
  const bool raw = IsRaw(sink.kind);
  // What a parser takes out of a key file is not the file.
  if (raw && sink.kind != SinkKind::kKey && IsKeyFile(text)) return;
  const std::string_view secret = text.binary && raw ? std::string_view(text.bytes) : SecretIn(text.bytes, sink.part);
  if (raw && !text.binary && secret.size() < 2) return;  // "*": no account, no salt.
  if (secret.empty() || (text.holes && secret.find(kHole) != std::string_view::npos)) return;
  const bool all_zero = secret.find_first_not_of('\0') == std::string_view::npos;
  if (all_zero && (!raw || !certain)) return;  // Zeroed first, filled later.
  if (all_zero && sink.kind == SinkKind::kKey && StartsGenerator(unit_.symbols[frame.function->display])) return;
  if (!all_zero && !text.binary && IsPlaceholderText(secret)) return;
  // "pkcs11:", "Bearer ", "{SSHA}": the start of a value is asked for, not the value.
  const bool prefix = secret.find_last_of(":=/ }") == secret.size() - 1;
  bool doubtful = at.one_of_many || IsFixedByStandard(secret, sink.kind) || (sink.kind == SinkKind::kSalt && !certain);
  if (sink.kind == SinkKind::kComparison) {
    const SecretLook look = LookOf(secret);
    const bool hinted = Slug(unit_.symbols[at.parameter]) != "pass";  // A pass of a compiler, renderer or test, too.
    if (!NamesCredential(unit_.symbols[at.parameter]) && !LooksRandom(secret)) return;
    if (secret.size() < 4 || prefix || look == SecretLook::kNone || (look == SecretLook::kWord && !hinted)) return;
    doubtful |= look == SecretLook::kWord || !hinted;
  }
  const Place constant = Owner(atom.id, secret);
  const auto key = std::tuple(at.row, at.place.file, at.place.begin, constant.file, constant.begin);
  const auto [found, added] = uses_.try_emplace(key);
  SinkUse& use = found->second;
  if (!added) return;
  use.row = at.row;
  use.called = unit_.symbols[at.called];
  use.parameter = unit_.symbols[at.parameter];
  use.sink = at.place;
  use.constant = constant;
  use.bytes = text.bytes;
  use.secret = secret;
  use.binary = text.binary;
  use.certain = certain;
  use.doubtful = doubtful;
  use.self_test = sink.RuleId().starts_with("constant-crypto-key/") && TestsItself(unit_.symbols[frame.function->display]);
  use.all_zero = all_zero;
  use.repeated = !all_zero && secret.size() > 3 && secret.find_first_not_of(secret[0]) == std::string_view::npos;
  use.too_short = sink.length != 0 && std::max<std::size_t>(secret.size(), text.room) < sink.length;
  std::vector<Step> steps;
  for (std::uint32_t from = atom.trace; from != 0 && steps.size() < 16; from = traces_[from].before) {
    const TraceStep& step = traces_[from];
    const std::string& name = unit_.symbols[step.name];
    std::string said;
    switch (step.kind) {
      case TraceStep::Kind::kCopied: said = name.empty() ? "copied here" : "copied by " + name; break;
      case TraceStep::Kind::kPassed: said = "passed to " + name; break;
      case TraceStep::Kind::kReturned: said = "comes back from " + name; break;
      case TraceStep::Kind::kJoined: said = "joined with another text"; break;
    }
    steps.push_back({step.place, std::move(said)});
  }
  use.steps.push_back({constant, "the constant"});
  use.steps.insert(use.steps.end(), steps.rbegin(), steps.rend());
  use.steps.push_back({at.place, "used by " + use.called});
}

}  // namespace keylint::flow
