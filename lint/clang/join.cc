// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/solve.h"

namespace keylint::flow {
namespace {

template <class Map, class Items>
std::uint32_t Intern(Map& map, Items& items, const std::string& key) {
  const auto [found, added] = map.try_emplace(key, static_cast<std::uint32_t>(items.size()));
  if (added) items.push_back(key);
  return found->second;
}

}  // namespace

std::uint32_t Program::File(const std::string& path) {
  if (path.empty()) return 0;
  return Intern(files_, joined_.files, path);
}

std::uint32_t Program::Symbol(const std::string& name) {
  if (name.empty()) return 0;
  return Intern(symbols_, joined_.symbols, name);
}

void Program::Add(Unit unit) {
  std::vector<std::uint32_t> files, symbols, texts;
  for (const std::string& path : unit.files) files.push_back(File(path));
  for (const std::string& name : unit.symbols) symbols.push_back(Symbol(name));
  const auto move_place = [&](Place& place) { place.file = files[place.file]; };
  // Two programs of one build may each have a `main`, or a helper of the same
  // name: the later one keeps to its own unit.
  for (Function& function : unit.functions) {
    move_place(function.place);
    const auto known = functions_.find(symbols[function.name]);
    if (known == functions_.end() || joined_.functions[known->second].place == function.place) continue;
    symbols[function.name] = Symbol(unit.symbols[function.name] + "@" + joined_.files[function.place.file]);
  }
  for (Text& text : unit.texts) {
    move_place(text.place);
    const auto key = std::tuple(text.place.file, text.place.begin, text.room, text.bytes);
    const auto [found, added] = texts_.try_emplace(key, static_cast<std::uint32_t>(joined_.texts.size()));
    if (added) joined_.texts.push_back(std::move(text));
    texts.push_back(found->second);
  }
  const auto move_function = [&](Function& function) {
    function.name = symbols[function.name];
    function.display = symbols[function.display];
    function.record = symbols[function.record];
    for (std::uint32_t& type : function.local_types) type = symbols[type];
    for (Block& block : function.blocks) {
      for (Instruction& i : block.code) {
        move_place(i.place);
        if (i.op == Op::kText) {
          i.sym = texts[i.sym];
        } else if (i.op != Op::kStoreByte && i.op != Op::kFill) {
          i.sym = symbols[i.sym];
        }
        if (i.op == Op::kSink) i.imm = SinkNames(symbols[SinkParameter(i)], symbols[SinkFunction(i)]);
      }
    }
  };
  for (Function& function : unit.functions) {
    move_function(function);
    if (functions_.try_emplace(function.name, joined_.functions.size()).second) {
      joined_.functions.push_back(std::move(function));
    }
  }
  for (Global& global : unit.globals) {
    global.name = symbols[global.name];
    global.type = symbols[global.type];
    move_function(global.initialiser);
    const auto [found, added] = globals_.try_emplace(global.name, joined_.globals.size());
    if (added) {
      joined_.globals.push_back(std::move(global));
    } else if (joined_.globals[found->second].initialiser.blocks.empty()) {
      joined_.globals[found->second] = std::move(global);  // The definition beats declarations.
    }
  }
  const auto move_pairs = [&](auto& from, auto& to) {
    for (const auto& [a, b] : from) to.emplace_back(symbols[a], symbols[b]);
  };
  move_pairs(unit.overrides, joined_.overrides);
  move_pairs(unit.bases, joined_.bases);
  move_pairs(unit.method_classes, joined_.method_classes);
  for (LiteralRecord& literal : unit.literals) {
    move_place(literal.place);
    move_place(literal.use);
    const auto key = std::tuple(literal.place.file, literal.place.begin, literal.bytes);
    const auto [found, added] = literal_places_.try_emplace(key, joined_.literals.size());
    if (added) {
      joined_.literals.push_back(std::move(literal));
    } else if (joined_.literals[found->second].name.empty()) {
      joined_.literals[found->second] = std::move(literal);  // A name is worth more than being first.
    }
  }
  for (std::string& notice : unit.notices) joined_.notices.push_back(std::move(notice));
  joined_.lines += unit.lines;
}

}  // namespace keylint::flow
