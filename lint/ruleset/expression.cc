// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/expression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <re2/re2.h>

#include "lint/base/ascii.h"
#include "lint/ruleset/regex_translate.h"

namespace keylint {
namespace {

constexpr int kMaxDepth = 64;

struct Value {
  enum Kind { kNull, kBool, kNumber, kText, kList } kind = kNull;
  bool flag = false;
  double number = 0;
  std::string text;
  std::vector<std::string> list;

  static Value Of(bool flag) { return {kBool, flag}; }
  static Value Of(double number) { return {kNumber, false, number}; }
  static Value Of(std::string_view text) { return {kText, false, 0, std::string(text)}; }
  bool True() const { return kind == kBool && flag; }
};

double Entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const unsigned char c : text) ++counts[c];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

enum class Operation {
  kConstant, kList, kOr, kAnd, kNot, kChoose, kEqual, kUnequal, kLess, kLessEqual, kIn, kContains, kStartsWith, kEndsWith, kMatches,
  kContainsAny, kEntropy, kWords, kSize, kLower, kOrValue, kField,
};

}  // namespace

struct Expression::Node {
  Operation operation = Operation::kConstant;
  Value value = {};
  std::vector<std::unique_ptr<Node>> parts = {};
  std::vector<std::unique_ptr<RE2>> patterns = {};  // kMatches
};

namespace {

using Node = Expression::Node;
using NodePtr = std::unique_ptr<Node>;

template <class... Parts>
NodePtr Make(Operation operation, Parts... parts) {
  auto node = std::make_unique<Node>();
  node->operation = operation;
  (node->parts.push_back(std::move(parts)), ...);
  return node;
}

NodePtr Constant(Value value) {
  auto node = std::make_unique<Node>();
  node->value = std::move(value);
  return node;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<NodePtr> Parse() {
    NodePtr node = Choice();
    Space();
    if (node && at_ < text_.size()) Fail("'" + std::string(text_.substr(at_, 12)) + "' is not understood");
    if (failure_) return tl::unexpected(*std::move(failure_));
    return node;
  }

 private:
  NodePtr Fail(std::string message) {
    if (!failure_) {
      failure_ = Error{ErrorKind::kUnsupported, fmt::format("{} at byte {} of the expression", message, at_)};
      failure_->offset = at_;
    }
    return nullptr;
  }

  void Space() {
    while (at_ < text_.size()) {
      if (std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
      else if (text_.substr(at_).starts_with("//")) at_ = std::min(text_.find('\n', at_), text_.size());
      else break;
    }
  }
  bool Take(std::string_view sign) {
    Space();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  bool TakeWord(std::string_view word) {
    Space();
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(word) || (rest.size() > word.size() && IsWord(rest[word.size()]))) return false;
    at_ += word.size();
    return true;
  }
  std::string Name() {
    Space();
    const std::size_t begin = at_;
    while (at_ < text_.size() && IsWord(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  NodePtr Choice() {
    if (++depth_ > kMaxDepth) return Fail("it is nested too deep");
    NodePtr node = Or();
    if (node && Take("?")) {
      NodePtr yes = Choice();
      if (!Take(":")) return Fail("':' is missing");
      NodePtr no = Choice();
      if (!yes || !no) return nullptr;
      node = Make(Operation::kChoose, std::move(node), std::move(yes), std::move(no));
    }
    --depth_;
    return node;
  }

  NodePtr Or() {
    NodePtr node = And();
    while (node && (Take("||") || TakeWord("or"))) {
      NodePtr right = And();
      if (!right) return nullptr;
      node = Make(Operation::kOr, std::move(node), std::move(right));
    }
    return node;
  }

  NodePtr And() {
    NodePtr node = Comparison();
    while (node && (Take("&&") || TakeWord("and"))) {
      NodePtr right = Comparison();
      if (!right) return nullptr;
      node = Make(Operation::kAnd, std::move(node), std::move(right));
    }
    return node;
  }

  NodePtr Binary(Operation operation, NodePtr left, bool swap = false) {
    NodePtr right = Unary();
    if (!right) return nullptr;
    if (swap) std::swap(left, right);
    return Finished(Make(operation, std::move(left), std::move(right)));
  }

  NodePtr Comparison() {
    NodePtr left = Unary();
    if (!left) return nullptr;
    if (Take("==")) return Binary(Operation::kEqual, std::move(left));
    if (Take("!=")) return Binary(Operation::kUnequal, std::move(left));
    if (Take("<=")) return Binary(Operation::kLessEqual, std::move(left));
    if (Take(">=")) return Binary(Operation::kLessEqual, std::move(left), true);
    if (Take("<")) return Binary(Operation::kLess, std::move(left));
    if (Take(">")) return Binary(Operation::kLess, std::move(left), true);
    if (TakeWord("in")) return Binary(Operation::kIn, std::move(left));
    if (TakeWord("contains")) return Binary(Operation::kContains, std::move(left));
    if (TakeWord("startsWith")) return Binary(Operation::kStartsWith, std::move(left));
    if (TakeWord("endsWith")) return Binary(Operation::kEndsWith, std::move(left));
    if (TakeWord("matches")) return Binary(Operation::kMatches, std::move(left));
    return left;
  }

  NodePtr Unary() {
    Space();
    const bool is_not = (at_ + 1 < text_.size() && text_[at_] == '!' && text_[at_ + 1] != '=');
    if (is_not || TakeWord("not")) {
      if (is_not) ++at_;
      if (++depth_ > kMaxDepth) return Fail("it is nested too deep");
      NodePtr node = Unary();
      --depth_;
      return node ? Make(Operation::kNot, std::move(node)) : nullptr;
    }
    return Postfix(Primary());
  }

  // .name, .name(arguments), ["name"], [?"name"]
  NodePtr Postfix(NodePtr node) {
    while (node) {
      if (Take("?.") || Take(".")) {
        Take("?");
        const std::string name = Name();
        if (Take("(")) node = Method(name, std::move(node));
        else node = Field(std::move(node), name);
      } else if (Take("[")) {
        Take("?");
        const auto name = Text();
        if (!name || !Take("]")) return Fail("only [\"name\"] may follow a value");
        node = Field(std::move(node), *name);
      } else if (Take("??")) {
        NodePtr other = Unary();
        if (!other) return nullptr;
        node = Make(Operation::kOrValue, std::move(node), std::move(other));
      } else {
        break;
      }
    }
    return node;
  }

  // "finding" and "attributes" are texts that a field's name is added to.
  NodePtr Field(NodePtr node, const std::string& name) {
    if (node->operation != Operation::kField || node->value.text.find('.') != std::string::npos) return Fail("only finding and attributes have fields");
    node->value.text += "." + name;
    return node;
  }

  std::vector<NodePtr> Arguments() {
    std::vector<NodePtr> arguments;
    if (Take(")")) return arguments;
    do {
      NodePtr argument = Choice();
      if (!argument) return {};
      arguments.push_back(std::move(argument));
    } while (Take(","));
    if (!Take(")")) Fail("')' is missing");
    return arguments;
  }

  NodePtr Method(const std::string& name, NodePtr object) {
    // filter.entropy(x) is a function whatever stands before the dot.
    if (object->operation == Operation::kField && object->value.text == "filter") return Function(name);
    std::vector<NodePtr> arguments = Arguments();
    if (failure_) return nullptr;
    const std::pair<std::string_view, Operation> kBinary[] = {
        {"contains", Operation::kContains}, {"startsWith", Operation::kStartsWith}, {"endsWith", Operation::kEndsWith},
        {"matches", Operation::kMatches},   {"orValue", Operation::kOrValue}};
    for (const auto& [method, operation] : kBinary) {
      if (name == method && arguments.size() == 1) return Finished(Make(operation, std::move(object), std::move(arguments[0])));
    }
    if (arguments.empty() && (name == "lowerAscii" || name == "toLower" || name == "lower")) return Make(Operation::kLower, std::move(object));
    if (arguments.empty() && name == "size") return Make(Operation::kSize, std::move(object));
    return Fail("." + name + "() is not understood");
  }

  NodePtr Function(const std::string& name) {
    std::vector<NodePtr> arguments = Arguments();
    if (failure_) return nullptr;
    const std::pair<std::string_view, Operation> kUnary[] = {
        {"entropy", Operation::kEntropy}, {"failsTokenEfficiency", Operation::kWords}, {"size", Operation::kSize}, {"len", Operation::kSize},
        {"lower", Operation::kLower}};
    for (const auto& [function, operation] : kUnary) {
      if (name == function && arguments.size() == 1) return Make(operation, std::move(arguments[0]));
    }
    const std::pair<std::string_view, Operation> kBinary[] = {{"matchesAny", Operation::kMatches}, {"containsAny", Operation::kContainsAny}};
    for (const auto& [function, operation] : kBinary) {
      if (name == function && arguments.size() == 2) return Finished(Make(operation, std::move(arguments[0]), std::move(arguments[1])));
    }
    return Fail(name + "() is not understood");
  }

  // Patterns are compiled once, from constants.
  NodePtr Finished(NodePtr node) {
    if (node->operation != Operation::kMatches) return node;
    const Node& right = *node->parts[1];
    std::vector<std::string> texts;
    if (right.operation == Operation::kConstant && right.value.kind == Value::kText) texts.push_back(right.value.text);
    else if (right.operation == Operation::kConstant && right.value.kind == Value::kList) texts = right.value.list;
    else return Fail("a pattern that is no constant is not understood");
    for (const std::string& text : texts) {
      const auto translated = TranslateRegex(text);
      if (!translated) return Fail(translated.error().message);
      RE2::Options options;
      options.set_log_errors(false);
      node->patterns.push_back(std::make_unique<RE2>(translated->pattern, options));
    }
    return node;
  }

  NodePtr Primary() {
    Space();
    if (at_ == text_.size()) return Fail("it ends too early");
    const char c = text_[at_];
    if (Take("(")) {
      NodePtr node = Choice();
      if (node && !Take(")")) return Fail("')' is missing");
      return node;
    }
    if (c == '[') return List();
    if (IsDigit(c) || c == '-' || c == '.') return Number();
    if (const auto text = Text()) return Constant(Value::Of(*text));
    const std::string name = Name();
    if (name == "true" || name == "false") return Constant(Value::Of(name == "true"));
    if (name == "nil" || name == "null") return Constant({});
    if (name == "finding" || name == "attributes" || name == "filter") {
      NodePtr node = Constant(Value::Of(name));
      node->operation = Operation::kField;
      return node;
    }
    if (!name.empty() && Take("(")) return Function(name);
    return Fail(name.empty() ? "a value is missing" : "'" + name + "' is not understood");
  }

  NodePtr Number() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == '.')) ++at_;
    return Constant(Value::Of(std::strtod(std::string(text_.substr(begin, at_ - begin)).c_str(), nullptr)));
  }

  NodePtr List() {
    Take("[");
    Value value;
    value.kind = Value::kList;
    while (!Take("]")) {
      const auto text = Text();
      if (!text) return Fail("a list holds texts only");
      value.list.push_back(*text);
      if (!Take(",") && !text_.substr(at_).starts_with("]")) {
        Space();
        if (at_ == text_.size() || text_[at_] != ']') return Fail("']' is missing");
      }
    }
    return Constant(std::move(value));
  }

  // "a" 'a' `a` """a""" '''a''', with r in front without escapes.
  std::optional<std::string> Text() {
    Space();
    std::size_t begin = at_;
    bool raw = false;
    if (begin + 1 < text_.size() && (text_[begin] == 'r' || text_[begin] == 'R') && (text_[begin + 1] == '"' || text_[begin + 1] == '\'')) {
      raw = true;
      ++begin;
    }
    if (begin == text_.size() || std::string_view("\"'`").find(text_[begin]) == std::string_view::npos) return std::nullopt;
    const std::string quote(1, text_[begin]);
    raw = raw || quote == "`";
    const std::string three = quote + quote + quote;
    const std::string_view end = quote != "`" && text_.substr(begin).starts_with(three) ? std::string_view(three) : std::string_view(quote);
    std::string text;
    for (std::size_t i = begin + end.size(); i < text_.size(); ++i) {
      if (text_.substr(i).starts_with(end)) {
        at_ = i + end.size();
        return text;
      }
      if (text_[i] == '\\' && !raw && i + 1 < text_.size()) {
        const char c = text_[++i];
        text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
      } else {
        text += text_[i];
      }
    }
    Fail("a text is not closed");
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<Error> failure_;
};

std::string_view FieldOf(const std::string& name, const ExpressionInput& input) {
  if (name == "finding.secret") return input.secret;
  if (name == "finding.match") return input.match;
  if (name == "finding.line" || name == "finding.context") return input.line;
  if (name == "finding.rule_id") return input.rule_id;
  if (name == "finding.description") return input.description;
  if (name == "attributes.path") return input.path;
  return {};
}

bool Equal(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Value::kNull: return true;
    case Value::kBool: return a.flag == b.flag;
    case Value::kNumber: return a.number == b.number;
    case Value::kText: return a.text == b.text;
    case Value::kList: return a.list == b.list;
  }
  return false;
}

Value Evaluate(const Node& node, const ExpressionInput& input);

bool Holds(const Node& node, const ExpressionInput& input) {
  const Value left = Evaluate(*node.parts[0], input);
  if (node.operation == Operation::kMatches) {
    return left.kind == Value::kText && std::any_of(node.patterns.begin(), node.patterns.end(), [&](const auto& pattern) {
             return RE2::PartialMatch(left.text, *pattern);
           });
  }
  const Value right = Evaluate(*node.parts[1], input);
  const bool numbers = left.kind == Value::kNumber && right.kind == Value::kNumber;
  const bool texts = left.kind == Value::kText && right.kind == Value::kText;
  switch (node.operation) {
    case Operation::kEqual: return Equal(left, right);
    case Operation::kUnequal: return !Equal(left, right);
    case Operation::kLess: return numbers && left.number < right.number;
    case Operation::kLessEqual: return numbers && left.number <= right.number;
    case Operation::kIn: return std::find(right.list.begin(), right.list.end(), left.text) != right.list.end();
    case Operation::kContains: return texts && left.text.find(right.text) != std::string::npos;
    case Operation::kStartsWith: return texts && left.text.starts_with(right.text);
    case Operation::kEndsWith: return texts && left.text.ends_with(right.text);
    case Operation::kContainsAny: {
      const std::string lower = LowerAscii(left.text);
      return std::any_of(right.list.begin(), right.list.end(), [&](const std::string& word) { return lower.find(LowerAscii(word)) != std::string::npos; });
    }
    default: return false;
  }
}

Value Evaluate(const Node& node, const ExpressionInput& input) {
  const auto part = [&](std::size_t i) { return Evaluate(*node.parts[i], input); };
  switch (node.operation) {
    case Operation::kConstant: case Operation::kList: return node.value;
    case Operation::kField: return Value::Of(FieldOf(node.value.text, input));
    case Operation::kOr: return Value::Of(part(0).True() || part(1).True());
    case Operation::kAnd: return Value::Of(part(0).True() && part(1).True());
    case Operation::kNot: return Value::Of(!part(0).True());
    case Operation::kChoose: return part(0).True() ? part(1) : part(2);
    case Operation::kOrValue: {
      Value value = part(0);
      return value.kind == Value::kNull || (value.kind == Value::kText && value.text.empty()) ? part(1) : value;
    }
    case Operation::kEntropy: return Value::Of(Entropy(part(0).text));
    case Operation::kWords: return Value::Of(input.reads_like_words && (*input.reads_like_words)(part(0).text));
    case Operation::kLower: return Value::Of(LowerAscii(part(0).text));
    case Operation::kSize: {
      const Value value = part(0);
      return Value::Of(static_cast<double>(value.kind == Value::kList ? value.list.size() : value.text.size()));
    }
    default: return Value::Of(Holds(node, input));
  }
}

}  // namespace

Result<Expression> Expression::Parse(std::string_view text) {
  auto node = Parser(text).Parse();
  if (!node) return tl::unexpected(std::move(node).error());
  Expression expression;
  expression.root_ = std::shared_ptr<const Node>(std::move(*node));
  return expression;
}

bool Expression::IsTrue(const ExpressionInput& input) const { return root_ && Evaluate(*root_, input).True(); }

}  // namespace keylint
