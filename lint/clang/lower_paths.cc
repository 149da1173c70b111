// SPDX-License-Identifier: Apache-2.0
// Two things that Clang's control-flow graph leaves to its reader: which
// blocks may throw into a handler, and which argument a va_arg takes.
#include "clang/Basic/Builtins.h"

#include "lint/clang/lowering.h"

namespace keylint {
namespace {

using namespace clang;

constexpr int kUnset = -1;
constexpr int kSeveral = -2;

// How often a block takes an argument, since its va_start if it has one.
struct Taken {
  bool starts = false;
  std::vector<const VAArgExpr*> after;    ///< Behind the va_start, or all.
  std::vector<const VAArgExpr*> before;
};

Taken TakenIn(const CFGBlock& block) {
  Taken taken;
  for (const CFGElement& element : block) {
    const auto statement = element.getAs<CFGStmt>();
    if (!statement) continue;
    if (const auto* arg = dyn_cast<VAArgExpr>(statement->getStmt())) taken.after.push_back(arg);
    const auto* call = dyn_cast<CallExpr>(statement->getStmt());
    const unsigned builtin = call == nullptr ? 0 : call->getBuiltinCallee();
    if (builtin == Builtin::BI__builtin_va_start || builtin == Builtin::BI__va_start) {
      if (!taken.starts) taken.before = taken.after;
      taken.starts = true;
      taken.after.clear();
    }
  }
  return taken;
}

}  // namespace

std::unordered_map<const Expr*, unsigned> VariadicPositions(const CFG& cfg) {
  std::unordered_map<const CFGBlock*, Taken> taken;
  std::unordered_map<const CFGBlock*, int> entry;
  for (const CFGBlock* block : cfg) taken[block] = TakenIn(*block);
  std::vector<const CFGBlock*> open = {&cfg.getEntry()};
  entry[&cfg.getEntry()] = 0;
  while (!open.empty()) {
    const CFGBlock* block = open.back();
    open.pop_back();
    const Taken& here = taken[block];
    const int count = static_cast<int>(here.after.size());
    const int exit = here.starts ? count : entry[block] == kSeveral ? kSeveral : entry[block] + count;
    for (const CFGBlock::AdjacentBlock& next : block->succs()) {
      const CFGBlock* successor = next.getReachableBlock();
      if (successor == nullptr) continue;
      const auto [at, added] = entry.try_emplace(successor, kUnset);
      const int joined = at->second == kUnset ? exit : at->second == exit ? exit : kSeveral;
      if (joined == at->second && !added) continue;
      at->second = joined;
      open.push_back(successor);
    }
  }
  std::unordered_map<const Expr*, unsigned> positions;
  for (const auto& [block, first] : entry) {
    const Taken& here = taken[block];
    const auto number = [&](const std::vector<const VAArgExpr*>& args, int at) {
      for (const VAArgExpr* arg : args) {
        if (at >= 0) positions[arg] = static_cast<unsigned>(at++);
      }
    };
    number(here.before, first);
    number(here.after, here.starts ? 0 : first);
  }
  return positions;
}

HandlerEdges EdgesToHandlers(const CFG& cfg, const SourceManager& sources) {
  HandlerEdges edges;
  for (auto at = cfg.try_blocks_begin(); at != cfg.try_blocks_end(); ++at) {
    const CFGBlock* dispatch = *at;
    const auto* statement = dyn_cast_or_null<CXXTryStmt>(dispatch->getTerminatorStmt());
    if (statement == nullptr) continue;
    const SourceRange body = statement->getTryBlock()->getSourceRange();
    const SourceLocation begin = sources.getFileLoc(body.getBegin()), end = sources.getFileLoc(body.getEnd());
    for (const CFGBlock* block : cfg) {
      const bool inside = std::any_of(block->begin(), block->end(), [&](const CFGElement& element) {
        const auto stmt = element.getAs<CFGStmt>();
        if (!stmt) return false;
        const SourceLocation where = sources.getFileLoc(stmt->getStmt()->getBeginLoc());
        return begin <= where && where <= end;
      });
      if (inside) edges[block].push_back(dispatch);
    }
  }
  return edges;
}

FunctionLowering::Reg FunctionLowering::Thrown(QualType type, const Stmt* where) {
  type = type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  const auto [found, added] = thrown_.try_emplace(type.getTypePtr(), static_cast<std::uint32_t>(out_->local_types.size()));
  if (added) out_->local_types.push_back(builder_.TypeName(type));
  const Reg object = EmitValue(flow::Op::kLocal, where);
  block_->code.back().b = static_cast<Reg>(found->second);
  return object;
}

// A handler's variable is what was thrown in the same function.
void FunctionLowering::EnterHandler(const CXXCatchStmt& handler) {
  const VarDecl* caught = handler.getExceptionDecl();
  if (caught == nullptr) return;
  const QualType type = caught->getType();
  const Reg object = Thrown(type, &handler);
  if (type->isReferenceType()) Store(AddressOf(*caught), object, &handler);
  else if (type->isRecordType()) Copy(AddressOf(*caught), object, &handler);
  else Store(AddressOf(*caught), EmitValue(flow::Op::kLoad, &handler, object), &handler);
}

}  // namespace keylint
