// SPDX-License-Identifier: Apache-2.0
// What each instruction does to memory.
#include "lint/clang/solver.h"

namespace keylint::flow {
namespace {

// The parts of a printf format: literal text, or the index of an argument
// that stands for a text; false for anything computed (numbers, widths).
struct FormatPart {
  std::string text;
  int argument = -1;
};

bool ParseFormat(std::string_view format, std::vector<FormatPart>& parts) {
  int next = 0;
  std::string text;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      text += format[i];
      continue;
    }
    if (++i == format.size()) return false;
    if (format[i] == '%') {
      text += '%';
      continue;
    }
    while (i < format.size() && (format[i] == 'l' || format[i] == 'h' || format[i] == 'w')) ++i;
    if (i == format.size() || (format[i] != 's' && format[i] != 'S')) return false;
    if (!text.empty()) parts.push_back({text, -1});
    text.clear();
    parts.push_back({"", next++});
  }
  if (!text.empty()) parts.push_back({text, -1});
  return true;
}

}  // namespace

void Solver::WriteAll(Frame&, State& state, const Value& target, const Value& value) {
  const std::vector<LocId> targets = Pointees(target);
  for (const LocId loc : targets) Write(state, loc, value, targets.size() == 1);
}

void Solver::Append(State& state, const Instruction& i, const Value& to, const Value& text) {
  const std::vector<LocId> targets = Pointees(to);
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
        } else if (head.kind == AtomKind::kUnknown || tail.kind == AtomKind::kUnknown) {
          joined.Add(Atom{});
          any = true;
        } else if (head.kind == AtomKind::kInitial) {
          // What the caller's buffer holds is mostly empty.
          joined.Add(tail);
          any = true;
        } else if (tail.kind == AtomKind::kInitial) {
          // "prefix" + what the caller gives: the caller's part decides.
          joined.Add(TextAt(head.id).bytes.empty() ? tail : Atom{});
          any = true;
        }
      }
      if (!any) joined.Add(tail);
    }
    Write(state, loc, joined, targets.size() == 1);
  }
}

void Solver::Format(Frame& frame, State& state, const Instruction& i) {
  Value result;
  const Value format = TextOf(state, frame.registers[i.args[0]]);
  std::vector<FormatPart> parts;
  const bool known = format.size() == 1 && format.begin()->kind == AtomKind::kText &&
                     ParseFormat(TextAt(format.begin()->id).bytes, parts);
  if (!known) {
    result = Value::Unknown();
  } else if (parts.size() == 1 && parts[0].argument >= 0 &&
             i.args.size() > static_cast<std::size_t>(parts[0].argument) + 1) {
    result = WithStep(TextOf(state, frame.registers[i.args[parts[0].argument + 1]]), i.place,
                      TraceStep::Kind::kCopied, i.sym);
  } else {
    Atom joined{AtomKind::kText, AddText(Text{})};
    for (const FormatPart& part : parts) {
      Atom piece;
      if (part.argument < 0) {
        Text text = TextAt(format.begin()->id);
        text.bytes = part.text;
        piece = {AtomKind::kText, AddText(text)};
      } else if (i.args.size() > static_cast<std::size_t>(part.argument) + 1) {
        const Value value = TextOf(state, frame.registers[i.args[part.argument + 1]]);
        if (value.size() == 1) piece = *value.begin();
      }
      if (piece.kind != AtomKind::kText) {
        joined = Atom{};
        break;
      }
      joined.id = Concatenate(joined.id, piece.id);
      if (piece.trace != 0) joined.trace = piece.trace;
    }
    result = Value(joined);
    result = WithStep(result, i.place, TraceStep::Kind::kJoined, i.sym);
  }
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
  if (static_cast<std::uint32_t>(i.b) == SinkTable::kNamedParameter && function_of_.count(SinkFunction(i)) != 0) return;
  Report(frame, static_cast<std::uint32_t>(i.b), i.sym, SinkParameter(i), i.place,
         TextOf(state, frame.registers[i.a], &frame));
}

void Solver::Report(Frame& frame, std::uint32_t row, std::uint32_t called, std::uint32_t parameter, const Place& place,
                    const Value& value) {
  if (row >= table_.size()) return;
  // Loops may still add values: what is said waits for the last pass.
  frame.saw_sinks = true;
  if (!frame.reporting) return;
  const Sink& sink = table_.row(row);
  const bool certain = std::all_of(value.begin(), value.end(),
                                   [](const Atom& a) { return a.kind == AtomKind::kText; });
  Value open;
  for (const Atom& atom : value) {
    if (atom.kind == AtomKind::kText) Keep(sink, row, called, parameter, place, atom, certain);
    if (atom.kind == AtomKind::kInitial) open.Add(atom);
  }
  constexpr std::size_t kMaxSinks = 128;
  if (open.empty() || frame.sinks.size() >= kMaxSinks) return;
  if (value.Has(AtomKind::kUnknown)) open.Add(Atom{});
  for (PendingSink& pending : frame.sinks) {
    if (pending.row == row && pending.place == place) {
      pending.value.Add(open);
      return;
    }
  }
  frame.sinks.push_back({row, called, parameter, place, open});
}

void Solver::Keep(const Sink& sink, std::uint32_t row, std::uint32_t called, std::uint32_t parameter,
                  const Place& place, const Atom& atom, bool certain) {
  const Text& text = TextAt(atom.id);
  const bool raw = sink.kind == SinkKind::kKey || sink.kind == SinkKind::kIv || sink.kind == SinkKind::kNonce ||
                   sink.kind == SinkKind::kSalt;
  const std::string_view secret = text.binary && raw ? std::string_view(text.bytes) : SecretIn(text.bytes, sink.part);
  if (secret.empty()) return;
  const bool all_zero = secret.find_first_not_of('\0') == std::string_view::npos;
  if (all_zero && (!raw || !certain)) return;  // Zeroed first, filled later.
  if (!all_zero && !text.binary && IsPlaceholderText(secret)) return;
  if (sink.kind == SinkKind::kComparison && secret.size() < 4) return;
  const auto key = std::tuple(row, place.file, place.begin, text.place.file, text.place.begin);
  const auto [found, added] = uses_.try_emplace(key);
  SinkUse& use = found->second;
  if (!added) return;
  use.row = row;
  use.called = unit_.symbols[called];
  use.parameter = unit_.symbols[parameter];
  use.sink = place;
  use.constant = text.place;
  use.bytes = text.bytes;
  use.secret = secret;
  use.binary = text.binary;
  use.certain = certain;
  use.all_zero = all_zero;
  use.repeated = !all_zero && secret.size() > 3 && secret.find_first_not_of(secret[0]) == std::string_view::npos;
  use.too_short = sink.length != 0 && std::max<std::size_t>(secret.size(), text.room) < sink.length;
  std::vector<Step> steps;
  for (std::uint32_t at = atom.trace; at != 0 && steps.size() < 16; at = traces_[at].before) {
    const TraceStep& step = traces_[at];
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
  use.steps.push_back({text.place, "the constant"});
  use.steps.insert(use.steps.end(), steps.rbegin(), steps.rend());
  use.steps.push_back({place, "used by " + use.called});
}

}  // namespace keylint::flow
