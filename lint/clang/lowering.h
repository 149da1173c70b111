// SPDX-License-Identifier: Apache-2.0
// The inside of lower.h: one builder per unit, one lowering per function.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

#include "lint/clang/lower.h"
#include "lint/clang/program.h"
#include "lint/clang/versions.h"

namespace keylint {

/// Names, places and texts of one unit.
class UnitBuilder {
 public:
  UnitBuilder(clang::ASTContext& context, const SinkTable& sinks, flow::Unit& unit);

  std::uint32_t Symbol(const std::string& name);
  /// Where a person sees `range` in a file (macros: where they are used).
  flow::Place PlaceOf(clang::SourceRange range);
  /// Where a person edits the literal: between the quotes of its first token,
  /// inside the macro's definition if it stands there. Spans all tokens when
  /// they follow each other in one file.
  flow::Place EditPlace(const clang::StringLiteral& literal);
  bool IsSystem(clang::SourceLocation location) const;

  /// The name that is equal in every unit that means the same declaration.
  std::uint32_t NameOf(const clang::NamedDecl& decl);
  /// "ns::Class::method" without template arguments and inline namespaces.
  const std::string& Qualified(const clang::NamedDecl& decl);
  std::uint32_t Field(const clang::FieldDecl& field);
  /// "Record.member" as sinks.toml writes it.
  std::string FieldName(const clang::FieldDecl& field);
  std::uint32_t TypeName(clang::QualType type);
  void NoteClass(const clang::CXXRecordDecl* record);
  /// Remembers that the initialiser of `var` is wanted.
  void WantGlobal(const clang::VarDecl& var);
  /// Remembers a body that no traversal meets (implicit members).
  void WantFunction(const clang::FunctionDecl& function);

  std::uint32_t AddText(const clang::StringLiteral& literal);
  std::uint32_t AddText(flow::Text text);

  clang::ASTContext& context;
  const clang::SourceManager& sources;
  const SinkTable& sinks;
  flow::Unit& unit;
  std::deque<const clang::VarDecl*> wanted_globals;
  std::deque<const clang::FunctionDecl*> wanted_functions;

 private:
  std::uint32_t File(clang::FileID file);

  mutable SystemHeaders system_headers_;
  std::unordered_map<std::string, std::uint32_t> symbols_;
  std::unordered_map<unsigned, std::uint32_t> files_;
  std::unordered_map<const clang::Decl*, std::uint32_t> names_;
  std::unordered_map<const clang::Decl*, std::string> qualified_;
  std::unordered_map<const clang::Expr*, std::uint32_t> texts_;
  std::unordered_set<const clang::Decl*> noted_classes_, wanted_;
};

/// The bytes of `literal` in UTF-8.
std::string Utf8Of(const clang::StringLiteral& literal);
/// The bytes of an array initialiser of 8-bit integers, when all are constant.
std::optional<std::string> ConstantBytes(const clang::InitListExpr& list, clang::ASTContext& context);
bool IsByte(clang::QualType type);       ///< One-byte integer or character, std::byte.
bool IsCharacter(clang::QualType type);  ///< char, wchar_t, char16_t, ...
/// The integers of `list` as bytes in memory, little end first; at most 64.
std::optional<std::string> ConstantWords(const clang::InitListExpr& list, clang::ASTContext& context);
/// The name a person gave the thing `expr` denotes: variable, member, callee.
std::string SpokenName(const clang::Expr* expr);
/// The literal that `expr` is bound to be: behind casts, constructors, the
/// first values of constants and Qt's macros. Null when there is none.
const clang::StringLiteral* LiteralBehind(const clang::Expr* expr, const UnitBuilder& builder);
/// QStringLiteral("...") and QByteArrayLiteral("..."), a lambda around static
/// data that is called: the text that is written there, or null.
const clang::StringLiteral* TextOfQtMacro(const clang::Expr& callee, const UnitBuilder& builder);
/// Adds every literal of the unit outside system headers.
void CollectLiterals(UnitBuilder& builder);

/// Which variadic argument each va_arg of a function takes, where that is the
/// same on every path; one in a loop is left out.
std::unordered_map<const clang::Expr*, unsigned> VariadicPositions(const clang::CFG& cfg);
/// From the blocks of each `try` to the block that chooses its handler.
using HandlerEdges = std::unordered_map<const clang::CFGBlock*, std::vector<const clang::CFGBlock*>>;
HandlerEdges EdgesToHandlers(const clang::CFG& cfg, const clang::SourceManager& sources);

/// Lowers one body or one global's initialiser.
class FunctionLowering {
 public:
  explicit FunctionLowering(UnitBuilder& builder) : builder_(builder), context_(builder.context) {}

  /// False when Clang cannot build a control-flow graph for it.
  bool Lower(const clang::FunctionDecl& declared, flow::Function& out);
  void LowerGlobal(const clang::VarDecl& var, flow::Global& out);

 private:
  using Reg = std::int32_t;

  // lower.cc: statements and declarations
  void EnterLoop(const clang::CFGBlock& condition, const std::unordered_map<const clang::CFGBlock*, std::uint32_t>& number);
  void LowerElement(const clang::CFGElement& element);
  void LowerStatement(const clang::Stmt* statement);
  void LowerDestructor(const clang::CXXDestructorDecl* destructor, Reg object, clang::SourceRange where);
  void Initialise(Reg address, clang::QualType type, const clang::Expr* init);
  void InitialiseList(Reg address, clang::QualType type, const clang::InitListExpr& list);
  /// The value only the evaluator knows, of a constant made by a call.
  bool InitialiseEvaluated(Reg address, const clang::VarDecl& var);
  /// Stores what the evaluator knows: texts, arrays of bytes, structs of them.
  void StoreConstant(Reg address, clang::QualType type, const clang::APValue& value, const clang::Expr& where);
  void InitialiseBytes(Reg address, clang::QualType element, std::uint64_t size, const clang::Expr* init);
  Reg AddressOf(const clang::VarDecl& var);   ///< Of the variable's own cell.
  Reg Variable(const clang::VarDecl& var);    ///< Of what it denotes (through references).

  // lower_expr.cc
  Reg Lower(const clang::Expr* expr);
  Reg LowerNew(const clang::Expr* expr);
  Reg LowerCast(const clang::CastExpr& cast);
  Reg LowerDeclRef(const clang::DeclRefExpr& ref);
  Reg LowerMember(const clang::MemberExpr& member);
  Reg LowerSubscript(const clang::Expr* base, const clang::Expr* index, clang::QualType element);
  Reg LowerUnary(const clang::UnaryOperator& op);
  Reg LowerBinary(const clang::BinaryOperator& op);
  Reg LowerLambda(const clang::LambdaExpr& lambda);
  void StoreCounted(Reg to, const clang::Expr& value, std::int64_t first);
  void CopyMade(Reg to, const std::vector<const clang::Expr*>& sources, const clang::Stmt& where, bool of_itself);
  bool StoreToByte(const clang::Expr* target, const clang::Expr* value);

  // lower_call.cc
  Reg LowerCall(const clang::CallExpr& call);
  Reg LowerConstruct(const clang::CXXConstructExpr& construct, Reg target);
  void EmitSinks(const clang::FunctionDecl& callee, llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs,
                 const clang::Expr* object, const clang::Expr& call);
  void CopyDerived(Reg to, Reg from, const clang::Expr& call, const std::string& by);
  bool GateHolds(const SinkGate& gate, llvm::ArrayRef<const clang::Expr*> args);
  int NamedElement(const SinkGate& gate, llvm::ArrayRef<const clang::Expr*> args);
  bool Says(const SinkGate& gate, const clang::Expr* arg);
  void EmitFieldSink(const clang::FieldDecl& field, const clang::Expr* value, Reg reg);
  Reg LValueAddress(const clang::Expr* expr);

  // known_calls.cc: models of library functions; kNoModel when there is none
  static constexpr Reg kNoModel = -2;
  Reg KnownFunction(const clang::FunctionDecl& callee, const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg KnownMethod(const clang::CXXMethodDecl& method, const clang::CallExpr& call, Reg object,
                  llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs);
  void FillBytes(const clang::Expr& count, const clang::Expr* byte, Reg target, const clang::Expr& where);
  bool KnownConstructor(const clang::CXXConstructExpr& construct, Reg target);
  Reg KnownOperator(const clang::CXXOperatorCallExpr& call, const std::vector<Reg>& regs);

  // known_algorithms.cc
  Reg KnownAlgorithm(const clang::FunctionDecl& callee, const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg IteratorIn(const clang::CallExpr& call, const clang::Expr* range, Reg reg);   ///< What a search returns.
  Reg KnownRange(const clang::CXXOperatorCallExpr& call, const std::vector<Reg>& regs);
  void Fill(const clang::Expr* range, const clang::Expr* value, Reg to, const clang::Expr& call);
  Reg Pointed(const clang::Expr* arg, Reg reg);   ///< The element behind an iterator or pointer.
  Reg Visit(const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg Token(const clang::CallExpr& call, const std::vector<Reg>& regs);
  void ReadWord(const clang::Expr* target, Reg to, Reg stream, const clang::Expr& call);
  Reg ReadStream(const clang::CallExpr& call, Reg stream, llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs);
  bool AssignTied(const clang::CXXOperatorCallExpr& call, const clang::CXXRecordDecl* right, Reg from);

  // conventions.cc
  Reg StoredOrDefault(const clang::FunctionDecl& callee, const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg RegisteredOption(const clang::FunctionDecl& callee, const clang::CallExpr& call, Reg object,
                       llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs);
  Reg Applied(const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg NamedRecoder(const clang::FunctionDecl& callee, const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg KnownFuture(const clang::CXXMethodDecl& method, const clang::CallExpr& call, Reg object,
                  llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs);
  Reg FutureOf(const clang::CallExpr& call, Reg result);
  Reg FilledBy(const clang::Expr& callback, int index, const clang::Expr& call, Reg user_data);
  Reg WithUserData(const clang::FunctionDecl& callee, llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs, int arg);
  Reg UserDataSet(const std::string& by, const clang::Stmt* in);

  // lower_paths.cc
  Reg Thrown(clang::QualType type, const clang::Stmt* where);   ///< The object of that type that is thrown.
  void EnterHandler(const clang::CXXCatchStmt& handler);

  // known_calls.cc, again
  Reg StringResult(const clang::Expr& call, Reg from);
  void AppendText(Reg to, const clang::Expr* value, Reg reg, const clang::Stmt* where);
  Reg MadeText(const clang::FunctionDecl& callee, const clang::CallExpr& call, const std::vector<Reg>& regs);
  Reg Invoke(Reg target, Reg object, llvm::ArrayRef<const clang::Expr*> args, const std::vector<Reg>& regs,
             const clang::Expr& call, const clang::Expr* callable = nullptr);
  std::pair<Reg, Reg> CallableOf(const clang::Expr* expr, Reg reg);
  Reg TuplePart(Reg tuple, const clang::CXXRecordDecl* record, unsigned part, const clang::Stmt* where);
  void StorePart(Reg member, clang::QualType wanted, const clang::Expr* arg, Reg value);
  void StoreElement(Reg container, const clang::Expr* value, Reg reg, const clang::Expr* key, bool pair);
  enum class Access { kRead, kStore };
  Reg KeyedElement(Reg container, const clang::Expr* key, bool pair, Access access = Access::kRead);
  /// Where an assignment to `target` stores, when that is an entry of a map
  /// under a key that only the running program knows; -1 for all else.
  Reg UnknownEntry(const clang::Expr* target);
  void CopyEntries(Reg map, const clang::Expr& list, Reg entries);

  flow::Instruction& Emit(flow::Op op, const clang::Stmt* where);
  Reg NewRegister() { return static_cast<Reg>(out_->registers++); }
  Reg EmitValue(flow::Op op, const clang::Stmt* where, Reg a = -1, std::uint32_t sym = 0);
  Reg None();                     ///< Null, numbers: nothing that could be a secret.
  Reg Unknown() { return EmitValue(flow::Op::kUnknown, nullptr); }
  Reg Fresh(clang::QualType type, const clang::Stmt* where);
  Reg FieldOf(Reg base, const clang::FieldDecl& field, const clang::Stmt* where);
  Reg ElementOf(Reg base, std::optional<std::uint64_t> index, const clang::Stmt* where);
  void Store(Reg address, Reg value, const clang::Stmt* where);
  void Copy(Reg to, Reg from, const clang::Stmt* where);
  void CopyText(Reg to, Reg from, const clang::Stmt* where, const std::string& by);
  std::optional<std::int64_t> ConstantInt(const clang::Expr* expr);
  /// Whether a store of `value` (may be null) to `type` can be left out: a
  /// number that is no handle. Handles are as wide as pointers.
  bool IsPlainNumber(clang::QualType type, const clang::Expr* value) const;

  UnitBuilder& builder_;
  clang::ASTContext& context_;
  flow::Function* out_ = nullptr;
  flow::Block* block_ = nullptr;
  const clang::FunctionDecl* function_ = nullptr;
  std::unordered_map<const clang::Expr*, Reg> done_;
  std::unordered_set<const clang::Expr*> in_place_;
  std::unordered_map<const clang::VarDecl*, std::uint32_t> locals_;
  const clang::ConstructionContext* construction_ = nullptr;
  std::unordered_map<const clang::Expr*, unsigned> variadic_;   ///< Which variadic argument a va_arg takes.
  std::unordered_map<const clang::Type*, std::uint32_t> thrown_;
  std::int32_t token_ = -1;     ///< The local that stands for what strtok keeps.
  int depth_ = 0;
};

}  // namespace keylint
