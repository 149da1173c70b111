// SPDX-License-Identifier: Apache-2.0
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/ConvertUTF.h"

#include "lint/clang/lowering.h"

namespace keylint {
namespace {

void AppendUtf8(std::string& out, std::uint32_t code) {
  char buffer[4];
  char* end = buffer;
  if (llvm::ConvertCodePointToUTF8(code, end)) out.append(buffer, end);
}

}  // namespace

UnitBuilder::UnitBuilder(clang::ASTContext& c, const SinkTable& s, flow::Unit& u)
    : context(c), sources(c.getSourceManager()), sinks(s), unit(u), system_headers_(sources) {}

std::uint32_t UnitBuilder::Symbol(const std::string& name) {
  if (name.empty()) return 0;
  const auto [found, added] = symbols_.try_emplace(name, static_cast<std::uint32_t>(unit.symbols.size()));
  if (added) unit.symbols.push_back(name);
  return found->second;
}

std::uint32_t UnitBuilder::File(clang::FileID file) {
  const auto [found, added] = files_.try_emplace(file.getHashValue(), 0);
  if (!added) return found->second;
  const clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  if (!entry) return 0;
  llvm::StringRef path = entry->getFileEntry().tryGetRealPathName();
  if (path.empty()) path = entry->getName();
  found->second = static_cast<std::uint32_t>(unit.files.size());
  unit.files.push_back(path.str());
  return found->second;
}

flow::Place UnitBuilder::PlaceOf(clang::SourceRange range) {
  if (range.isInvalid()) return {};
  const clang::CharSourceRange whole = sources.getExpansionRange(range);
  const auto [file, begin] = sources.getDecomposedLoc(whole.getBegin());
  const auto [end_file, end] = sources.getDecomposedLoc(whole.getEnd());
  flow::Place place{File(file), begin, begin};
  if (end_file == file && end >= begin) {
    place.end = end + (whole.isTokenRange()
                           ? clang::Lexer::MeasureTokenLength(whole.getEnd(), sources, context.getLangOpts()) : 0);
  }
  return place;
}

flow::Place UnitBuilder::EditPlace(const clang::StringLiteral& literal) {
  flow::Place place;
  for (unsigned n = 0; n < literal.getNumConcatenated(); ++n) {
    clang::SourceLocation location = sources.getSpellingLoc(literal.getStrTokenLoc(n));
    // Pasted and stringified tokens live in a buffer of the preprocessor.
    if (sources.isWrittenInScratchSpace(location) || sources.isWrittenInBuiltinFile(location) ||
        sources.isWrittenInCommandLineFile(location)) {
      if (n == 0) return PlaceOf(literal.getSourceRange());
      continue;
    }
    const auto [file, begin] = sources.getDecomposedLoc(location);
    const unsigned length = clang::Lexer::MeasureTokenLength(location, sources, context.getLangOpts());
    bool invalid = false;
    const llvm::StringRef text = sources.getBufferData(file, &invalid).substr(begin, length);
    if (invalid) return PlaceOf(literal.getSourceRange());
    std::size_t open = text.find('"'), close = text.rfind('"');
    if (open == llvm::StringRef::npos || close <= open) return PlaceOf(literal.getSourceRange());
    if (open > 0 && text[open - 1] == 'R') {
      open = text.find('(', open);
      close = text.rfind(')');
      if (open == llvm::StringRef::npos || close == llvm::StringRef::npos) return PlaceOf(literal.getSourceRange());
    }
    const std::uint32_t id = File(file);
    const auto first = static_cast<std::uint32_t>(begin + open + 1), last = static_cast<std::uint32_t>(begin + close);
    if (n == 0) {
      place = {id, first, last};
    } else if (id == place.file && first > place.end) {
      place.end = last;
    }
  }
  return place;
}

bool SystemHeaders::Contains(clang::SourceLocation location) {
  location = sources_.getExpansionLoc(location);
  if (sources_.isInSystemHeader(location)) return true;
  const clang::FileID file = sources_.getFileID(location);
  if (file == sources_.getMainFileID()) return false;
  const auto [known, added] = in_system_folder_.try_emplace(file.getHashValue(), false);
  if (!added) return known->second;
  const clang::OptionalFileEntryRef entry = sources_.getFileEntryRefForID(file);
  if (!entry) return false;
  const std::string path = entry->getFileEntry().tryGetRealPathName().str();
  for (const char* const folder : {"/usr/include/", "/usr/local/include/", "/usr/lib/"}) {
    known->second = known->second || path.starts_with(folder);
  }
  return known->second;
}

bool UnitBuilder::IsSystem(clang::SourceLocation location) const {
  return location.isInvalid() || system_headers_.Contains(location);
}

std::uint32_t UnitBuilder::NameOf(const clang::NamedDecl& decl) {
  const auto [found, added] = names_.try_emplace(decl.getCanonicalDecl(), 0);
  if (!added) return found->second;
  llvm::SmallString<128> usr;
  std::string name;
  if (!clang::index::generateUSRForDecl(&decl, usr)) name = usr.str().str();
  // Names that other units cannot mean carry their file.
  if (name.empty() || !decl.isExternallyVisible()) {
    const flow::Place place = PlaceOf(decl.getCanonicalDecl()->getLocation());
    name += "@" + unit.files[place.file] + ":" + std::to_string(place.begin);
  }
  const std::uint32_t symbol = Symbol(name);
  names_[decl.getCanonicalDecl()] = symbol;
  return symbol;
}

const std::string& UnitBuilder::Qualified(const clang::NamedDecl& decl) {
  const auto [found, added] = qualified_.try_emplace(&decl);
  if (!added) return found->second;
  std::string name;
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl)) {
    name = constructor->getParent()->getNameAsString();
  } else {
    name = decl.getNameAsString();
  }
  for (const clang::DeclContext* up = decl.getDeclContext(); up != nullptr; up = up->getParent()) {
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(up)) {
      if (!space->isInline() && !space->isAnonymousNamespace()) name = space->getNameAsString() + "::" + name;
    } else if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(up)) {
      if (record->getIdentifier() != nullptr) name = record->getNameAsString() + "::" + name;
    }
  }
  return qualified_[&decl] = name;
}

std::string UnitBuilder::FieldName(const clang::FieldDecl& field) {
  const clang::RecordDecl* record = field.getParent();
  std::string owner = record->getIdentifier() != nullptr ? Qualified(*record) : std::string();
  if (const clang::TypedefNameDecl* alias = record->getTypedefNameForAnonDecl()) owner = Qualified(*alias);
  if (owner.empty()) {
    const flow::Place place = PlaceOf(record->getLocation());
    owner = unit.files[place.file] + ":" + std::to_string(place.begin);
  }
  return owner + "." + field.getNameAsString();
}

std::uint32_t UnitBuilder::Field(const clang::FieldDecl& field) {
  const auto [found, added] = names_.try_emplace(field.getCanonicalDecl(), 0);
  if (!added) return found->second;
  std::string name = FieldName(field);
  // Members of a union are one place.
  if (field.getParent()->isUnion()) name = name.substr(0, name.rfind('.')) + ".";
  const std::uint32_t symbol = Symbol(name);
  names_[field.getCanonicalDecl()] = symbol;
  return symbol;
}

std::uint32_t UnitBuilder::TypeName(clang::QualType type) {
  const clang::CXXRecordDecl* record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition() || !record->isPolymorphic()) return 0;
  NoteClass(record);
  return NameOf(*record);
}

void UnitBuilder::NoteClass(const clang::CXXRecordDecl* record) {
  if (record == nullptr || !record->hasDefinition()) return;
  record = record->getDefinition();
  if (!record->isPolymorphic() || IsSystem(record->getLocation()) || !noted_classes_.insert(record).second) return;
  const std::uint32_t name = NameOf(*record);
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    const clang::CXXRecordDecl* parent = base.getType()->getAsCXXRecordDecl();
    if (parent == nullptr) continue;
    unit.bases.emplace_back(name, NameOf(*parent));
    NoteClass(parent);
  }
  for (const clang::CXXMethodDecl* method : record->methods()) {
    if (!method->isVirtual()) continue;
    const std::uint32_t method_name = NameOf(*method);
    unit.method_classes.emplace_back(method_name, name);
    for (const clang::CXXMethodDecl* overridden : method->overridden_methods()) {
      unit.overrides.emplace_back(method_name, NameOf(*overridden));
      unit.method_classes.emplace_back(NameOf(*overridden), NameOf(*overridden->getParent()));
    }
  }
}

void UnitBuilder::WantGlobal(const clang::VarDecl& var) {
  if (wanted_.insert(var.getCanonicalDecl()).second) wanted_globals.push_back(&var);
}

void UnitBuilder::WantFunction(const clang::FunctionDecl& function) {
  if (wanted_.insert(function.getCanonicalDecl()).second) wanted_functions.push_back(&function);
}

std::uint32_t UnitBuilder::AddText(const clang::StringLiteral& literal) {
  const auto [found, added] = texts_.try_emplace(&literal, 0);
  if (!added) return found->second;
  flow::Text text;
  text.bytes = Utf8Of(literal);
  text.width = static_cast<std::uint8_t>(IsUnevaluated(literal) ? 1 : literal.getCharByteWidth());
  text.place = EditPlace(literal);
  return texts_[&literal] = AddText(std::move(text));
}

std::uint32_t UnitBuilder::AddText(flow::Text text) {
  unit.texts.push_back(std::move(text));
  return static_cast<std::uint32_t>(unit.texts.size() - 1);
}

std::string Utf8Of(const clang::StringLiteral& literal) {
  if (IsUnevaluated(literal) || literal.getCharByteWidth() == 1) return literal.getBytes().str();
  std::string out;
  for (unsigned n = 0; n < literal.getLength(); ++n) {
    std::uint32_t code = literal.getCodeUnit(n);
    const bool high = literal.getCharByteWidth() == 2 && code >= 0xd800 && code < 0xdc00;
    if (high && n + 1 < literal.getLength()) {
      const std::uint32_t low = literal.getCodeUnit(n + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        ++n;
      }
    }
    AppendUtf8(out, code);
  }
  return out;
}

bool IsByte(clang::QualType type) {
  if (type.isNull()) return false;
  type = type.getCanonicalType().getUnqualifiedType();
  if (const auto* number = type->getAs<clang::EnumType>()) {
    return number->getDecl()->getName() == "byte";
  }
  const auto* builtin = type->getAs<clang::BuiltinType>();
  if (builtin == nullptr) return false;
  switch (builtin->getKind()) {
    case clang::BuiltinType::Char_S:
    case clang::BuiltinType::Char_U:
    case clang::BuiltinType::SChar:
    case clang::BuiltinType::UChar:
    case clang::BuiltinType::Char8:
      return true;
    default:
      return false;
  }
}

bool IsCharacter(clang::QualType type) {
  if (type.isNull()) return false;
  if (IsByte(type)) return true;
  const clang::QualType plain = type.getCanonicalType().getUnqualifiedType();
  // wchar_t is an integer in C: 16 bits for Windows.
  if (plain->isWideCharType() || plain->isAnyCharacterType()) return true;
  return plain->isSpecificBuiltinType(clang::BuiltinType::UShort);
}

std::optional<std::string> ConstantBytes(const clang::InitListExpr& list, clang::ASTContext& context) {
  constexpr std::uint64_t kMaxBytes = 4096;
  const auto* array = context.getAsConstantArrayType(list.getType());
  if (array == nullptr || !IsByte(array->getElementType())) return std::nullopt;
  const std::uint64_t size = array->getSize().getZExtValue();
  if (size > kMaxBytes) return std::nullopt;
  std::string bytes;
  for (const clang::Expr* element : list.inits()) {
    clang::Expr::EvalResult value;
    if (element->isValueDependent() || !element->EvaluateAsInt(value, context)) return std::nullopt;
    bytes += static_cast<char>(value.Val.getInt().extOrTrunc(8).getZExtValue());
  }
  bytes.resize(size);
  return bytes;
}

std::optional<std::string> ConstantWords(const clang::InitListExpr& list, clang::ASTContext& context) {
  constexpr std::uint64_t kMaxWords = 64;
  const auto* array = context.getAsConstantArrayType(list.getType());
  if (array == nullptr || !array->getElementType()->isIntegerType() || array->getElementType()->isBooleanType() ||
      IsCharacter(array->getElementType()) || array->getSize().getZExtValue() > kMaxWords) {
    return std::nullopt;
  }
  const std::uint64_t width = context.getTypeSizeInChars(array->getElementType()).getQuantity();
  std::string bytes;
  for (const clang::Expr* element : list.inits()) {
    clang::Expr::EvalResult value;
    if (element->isValueDependent() || !element->EvaluateAsInt(value, context)) return std::nullopt;
    const std::uint64_t word = value.Val.getInt().extOrTrunc(64).getZExtValue();
    for (std::uint64_t n = 0; n < width; ++n) bytes += static_cast<char>(word >> 8 * (n % 8) & 0xff);  // Little end first.
  }
  bytes.resize(array->getSize().getZExtValue() * width);
  return bytes;
}

std::string SpokenName(const clang::Expr* expr) {
  for (int depth = 0; expr != nullptr && depth < 8; ++depth) {
    expr = expr->IgnoreParenImpCasts();
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr)) return ref->getDecl()->getNameAsString();
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expr)) return member->getMemberDecl()->getNameAsString();
    if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(expr)) {
      expr = subscript->getBase();
    } else if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(expr)) {
      expr = unary->getSubExpr();
    } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(expr)) {
      expr = cast->getSubExpr();
    } else if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr)) {
      const clang::CXXMethodDecl* method = call->getMethodDecl();
      if (method == nullptr) return {};
      static const char* const kViews[] = {"c_str", "data", "constData", "toStdString", "toUtf8", "toLatin1", "get",
                                           "value", "str", "toString", "toLocal8Bit", "trimmed", "view"};
      const std::string name = method->getNameAsString();
      const bool converts = llvm::isa<clang::CXXConversionDecl>(method);
      if (!converts && std::find(std::begin(kViews), std::end(kViews), name) == std::end(kViews)) return name;
      expr = call->getImplicitObjectArgument();
    } else if (const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr)) {
      expr = op->getNumArgs() > 0 ? op->getArg(0) : nullptr;
    } else if (const auto* any = llvm::dyn_cast<clang::CallExpr>(expr)) {
      const clang::FunctionDecl* callee = any->getDirectCallee();
      return callee == nullptr ? std::string() : callee->getNameAsString();
    } else if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(expr)) {
      expr = construct->getNumArgs() > 0 ? construct->getArg(0) : nullptr;
    } else if (const auto* wrap = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expr)) {
      expr = wrap->getSubExpr();
    } else if (const auto* bind = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expr)) {
      expr = bind->getSubExpr();
    } else {
      return {};
    }
  }
  return {};
}

}  // namespace keylint
