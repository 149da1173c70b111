// SPDX-License-Identifier: Apache-2.0
// Which document is what: the one place for file names, extensions, labels
// of code blocks and shebangs.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lint/base/ascii.h"
#include "lint/decode/chars.h"
#include "lint/decode/command_line.h"
#include "lint/decode/decode.h"

namespace keylint {
namespace {

using decode::StartsAt;

struct Named {
  std::string_view name;
  Format format;
};

constexpr Named kFormats[] = {
    {"text", Format::kPlainText}, {"dotenv", Format::kDotenv}, {"ini", Format::kIni},
    {"properties", Format::kProperties}, {"json", Format::kJson}, {"yaml", Format::kYaml},
    {"toml", Format::kToml}, {"xml", Format::kXml}, {"hcl", Format::kHcl},
    {"dockerfile", Format::kDockerfile}, {"makefile", Format::kMakefile}, {"shell", Format::kShell},
    {"nginx", Format::kNginx}, {"apache", Format::kApache}, {"sql", Format::kSql},
    {"http", Format::kHttp}, {"netrc", Format::kNetrc}, {"pgpass", Format::kPgpass},
    {"htpasswd", Format::kHtpasswd}, {"notebook", Format::kNotebook}, {"markdown", Format::kMarkdown},
    {"rst", Format::kRestructuredText}, {"asciidoc", Format::kAsciidoc}, {"csv", Format::kCsv},
    {"tsv", Format::kTsv}, {"reg", Format::kRegistry}, {"c", Format::kCFamily},
    {"objective-c", Format::kObjectiveC}, {"python", Format::kPython}, {"javascript", Format::kJavaScript},
    {"java", Format::kJava}, {"kotlin", Format::kKotlin}, {"scala", Format::kScala},
    {"groovy", Format::kGroovy}, {"go", Format::kGo}, {"ruby", Format::kRuby}, {"php", Format::kPhp},
    {"csharp", Format::kCSharp}, {"fsharp", Format::kFSharp}, {"rust", Format::kRust},
    {"swift", Format::kSwift}, {"perl", Format::kPerl}, {"lua", Format::kLua}, {"r", Format::kR},
    {"dart", Format::kDart}, {"elixir", Format::kElixir}, {"haskell", Format::kHaskell},
    {"powershell", Format::kPowerShell}, {"batch", Format::kBatch}, {"erlang", Format::kErlang},
    {"lisp", Format::kLisp}, {"ocaml", Format::kOcaml}, {"visual-basic", Format::kVisualBasic},
    {"pascal", Format::kPascal}, {"fortran", Format::kFortran}, {"matlab", Format::kMatlab}, {"julia", Format::kJulia},
    {"nim", Format::kNim}, {"zig", Format::kZig}, {"nix", Format::kNix}, {"jsonnet", Format::kJsonnet},
    {"cue", Format::kCue}, {"bicep", Format::kBicep}, {"puppet", Format::kPuppet}, {"abap", Format::kAbap},
    {"cobol", Format::kCobol}, {"gherkin", Format::kGherkin}, {"robot", Format::kRobot}, {"org", Format::kOrg}};

// Whole file names, in lower case.
constexpr Named kFileNames[] = {
    {".env", Format::kDotenv}, {".flaskenv", Format::kDotenv}, {".dev.vars", Format::kDotenv},
    {"env", Format::kDotenv}, {"environment", Format::kDotenv}, {".envrc", Format::kShell},
    {".npmrc", Format::kIni}, {".pypirc", Format::kIni}, {".gitconfig", Format::kIni},
    {".yarnrc", Format::kIni}, {".boto", Format::kIni}, {".s3cfg", Format::kIni}, {".hgrc", Format::kIni},
    {".my.cnf", Format::kIni}, {".msmtprc", Format::kIni}, {"msmtprc", Format::kIni}, {".mbsyncrc", Format::kIni}, {".offlineimaprc", Format::kIni}, {".editorconfig", Format::kIni}, {".curlrc", Format::kIni},
    {"_curlrc", Format::kIni}, {".wgetrc", Format::kIni}, {".passwd-s3fs", Format::kPgpass},
    {".gitcredentials", Format::kPlainText}, {".git-credentials", Format::kPlainText},
    {"config", Format::kIni}, {"credentials", Format::kIni}, {".dockercfg", Format::kJson},
    {".bowerrc", Format::kJson}, {".babelrc", Format::kJson}, {".eslintrc", Format::kJson},
    {".prettierrc", Format::kYaml}, {".firebaserc", Format::kJson}, {"pipfile", Format::kToml},
    {"pipfile.lock", Format::kJson}, {"composer.lock", Format::kJson}, {"cargo.lock", Format::kToml},
    {"poetry.lock", Format::kToml}, {".condarc", Format::kYaml}, {".gemrc", Format::kYaml},
    {"kubeconfig", Format::kYaml}, {".netrc", Format::kNetrc}, {"_netrc", Format::kNetrc},
    {".authinfo", Format::kNetrc}, {".pgpass", Format::kPgpass}, {"pgpass.conf", Format::kPgpass}, {"userlist.txt", Format::kPgpass},
    {"chap-secrets", Format::kPgpass}, {"pap-secrets", Format::kPgpass}, {"sasl_passwd", Format::kPgpass},
    {"rsyncd.secrets", Format::kPgpass},
    {".htpasswd", Format::kHtpasswd}, {"htpasswd", Format::kHtpasswd}, {".htaccess", Format::kApache},
    {"httpd.conf", Format::kApache}, {"apache2.conf", Format::kApache}, {"nginx.conf", Format::kNginx},
    {"dockerfile", Format::kDockerfile}, {"containerfile", Format::kDockerfile},
    {"makefile", Format::kMakefile}, {"gnumakefile", Format::kMakefile}, {"kbuild", Format::kMakefile},
    {"justfile", Format::kMakefile}, {".bashrc", Format::kShell}, {".zshrc", Format::kShell},
    {".profile", Format::kShell}, {".bash_profile", Format::kShell}, {".bash_login", Format::kShell},
    {".zshenv", Format::kShell}, {".zprofile", Format::kShell}, {".bash_history", Format::kShell},
    {".zsh_history", Format::kShell}, {".sh_history", Format::kShell}, {".kshrc", Format::kShell},
    {".cshrc", Format::kShell}, {".tcshrc", Format::kShell}, {".login", Format::kShell},
    {".bash_aliases", Format::kShell}, {"pkgbuild", Format::kShell}, {"procfile", Format::kYaml},
    {"web.config", Format::kXml}, {"app.config", Format::kXml}, {"nuget.config", Format::kXml},
    {"jenkinsfile", Format::kGroovy}, {"gemfile", Format::kRuby}, {"rakefile", Format::kRuby},
    {"vagrantfile", Format::kRuby}, {"podfile", Format::kRuby}, {"fastfile", Format::kRuby},
    {"appfile", Format::kRuby}, {"brewfile", Format::kRuby}, {"guardfile", Format::kRuby},
    {"sconstruct", Format::kPython}, {"sconscript", Format::kPython}, {"snakefile", Format::kPython},
    {"tiltfile", Format::kPython}, {"cmakelists.txt", Format::kShell}, {".rprofile", Format::kR},
    {".renviron", Format::kDotenv}, {".mysql_history", Format::kSql}, {".psql_history", Format::kSql},
    {".python_history", Format::kPython}, {".node_repl_history", Format::kJavaScript},
    {".terraformrc", Format::kHcl}, {"terraform.rc", Format::kHcl}, {"build", Format::kPython},
    {"build.bazel", Format::kPython}, {"workspace", Format::kPython}};

// Extensions, in lower case, without the dot.
constexpr Named kExtensions[] = {
    {"env", Format::kDotenv}, {"ini", Format::kIni}, {"cfg", Format::kIni}, {"cnf", Format::kIni}, {"xcconfig", Format::kIni},
    {"conf", Format::kIni}, {"config", Format::kIni}, {"inf", Format::kIni}, {"toml", Format::kToml},
    {"service", Format::kIni}, {"timer", Format::kIni}, {"socket", Format::kIni}, {"mount", Format::kIni},
    {"network", Format::kIni}, {"container", Format::kIni}, {"desktop", Format::kIni},
    {"cnx", Format::kIni}, {"ovpn", Format::kIni}, {"keys", Format::kIni}, {"rdp", Format::kIni},
    {"properties", Format::kProperties}, {"props", Format::kXml}, {"json", Format::kJson},
    {"jsonc", Format::kJson}, {"json5", Format::kJson}, {"jsonl", Format::kJson}, {"ndjson", Format::kJson},
    {"geojson", Format::kJson}, {"har", Format::kJson}, {"webmanifest", Format::kJson},
    {"map", Format::kJson}, {"tfstate", Format::kJson}, {"avsc", Format::kJson}, {"arb", Format::kJson},
    {"postman_collection", Format::kJson}, {"postman_environment", Format::kJson}, {"hjson", Format::kJson},
    {"code-workspace", Format::kJson}, {"sublime-settings", Format::kJson}, {"ipynb", Format::kNotebook},
    {"yaml", Format::kYaml}, {"yml", Format::kYaml}, {"eyaml", Format::kYaml}, {"sls", Format::kYaml},
    {"raml", Format::kYaml}, {"cff", Format::kYaml}, {"xml", Format::kXml}, {"plist", Format::kXml},
    {"xsd", Format::kXml}, {"xsl", Format::kXml}, {"xslt", Format::kXml}, {"svg", Format::kXml},
    {"html", Format::kXml}, {"htm", Format::kXml}, {"xhtml", Format::kXml}, {"wsdl", Format::kXml},
    {"pom", Format::kXml}, {"csproj", Format::kXml}, {"vbproj", Format::kXml}, {"fsproj", Format::kXml},
    {"vcxproj", Format::kXml}, {"targets", Format::kXml}, {"nuspec", Format::kXml}, {"resx", Format::kXml},
    {"xaml", Format::kXml}, {"storyboard", Format::kXml}, {"xib", Format::kXml}, {"entitlements", Format::kXml},
    {"iml", Format::kXml}, {"settings", Format::kXml}, {"jmx", Format::kXml}, {"jelly", Format::kXml},
    {"pubxml", Format::kXml}, {"publishsettings", Format::kXml}, {"mobileconfig", Format::kXml},
    {"xcscheme", Format::kXml}, {"tmx", Format::kXml}, {"cscfg", Format::kXml}, {"csdef", Format::kXml},
    {"vue", Format::kJavaScript}, {"svelte", Format::kJavaScript}, {"astro", Format::kJavaScript},
    {"tf", Format::kHcl}, {"tfvars", Format::kHcl}, {"hcl", Format::kHcl}, {"nomad", Format::kHcl},
    {"hocon", Format::kHcl}, {"pkr", Format::kHcl}, {"dockerfile", Format::kDockerfile},
    {"mk", Format::kMakefile}, {"mak", Format::kMakefile}, {"make", Format::kMakefile},
    {"sh", Format::kShell}, {"bash", Format::kShell}, {"zsh", Format::kShell}, {"ksh", Format::kShell},
    {"ash", Format::kShell}, {"dash", Format::kShell}, {"fish", Format::kShell}, {"command", Format::kShell},
    {"bats", Format::kShell}, {"cmake", Format::kShell}, {"nginx", Format::kNginx}, {"vhost", Format::kApache},
    {"sql", Format::kSql}, {"ddl", Format::kSql}, {"dml", Format::kSql}, {"psql", Format::kSql},
    {"plsql", Format::kSql}, {"pgsql", Format::kSql}, {"mysql", Format::kSql}, {"tsql", Format::kSql},
    {"http", Format::kHttp}, {"rest", Format::kHttp}, {"netrc", Format::kNetrc}, {"pgpass", Format::kPgpass},
    {"htpasswd", Format::kHtpasswd}, {"md", Format::kMarkdown}, {"markdown", Format::kMarkdown},
    {"mdx", Format::kMarkdown}, {"mdown", Format::kMarkdown}, {"rmd", Format::kMarkdown},
    {"qmd", Format::kMarkdown}, {"mdc", Format::kMarkdown}, {"rst", Format::kRestructuredText},
    {"rest.txt", Format::kRestructuredText}, {"adoc", Format::kAsciidoc}, {"asciidoc", Format::kAsciidoc},
    {"csv", Format::kCsv}, {"tsv", Format::kTsv}, {"tab", Format::kTsv}, {"reg", Format::kRegistry},
    {"c", Format::kCFamily}, {"h", Format::kCFamily}, {"cc", Format::kCFamily}, {"cpp", Format::kCFamily},
    {"cxx", Format::kCFamily}, {"c++", Format::kCFamily}, {"hh", Format::kCFamily}, {"hpp", Format::kCFamily},
    {"hxx", Format::kCFamily}, {"h++", Format::kCFamily}, {"inl", Format::kCFamily}, {"ipp", Format::kCFamily},
    {"tcc", Format::kCFamily}, {"cu", Format::kCFamily}, {"cuh", Format::kCFamily}, {"ino", Format::kCFamily},
    {"inc", Format::kCFamily}, {"proto", Format::kCFamily}, {"glsl", Format::kCFamily}, {"sol", Format::kCFamily}, {"vala", Format::kCSharp},
    {"m", Format::kObjectiveC}, {"mm", Format::kObjectiveC}, {"py", Format::kPython}, {"pyw", Format::kPython},
    {"pyi", Format::kPython}, {"pyx", Format::kPython}, {"bzl", Format::kPython}, {"star", Format::kPython},
    {"js", Format::kJavaScript}, {"mjs", Format::kJavaScript}, {"cjs", Format::kJavaScript},
    {"jsx", Format::kJavaScript}, {"ts", Format::kJavaScript}, {"tsx", Format::kJavaScript},
    {"mts", Format::kJavaScript}, {"cts", Format::kJavaScript}, {"es6", Format::kJavaScript},
    {"gs", Format::kJavaScript}, {"coffee", Format::kPython}, {"java", Format::kJava}, {"jsp", Format::kJava},
    {"kt", Format::kKotlin}, {"kts", Format::kKotlin}, {"scala", Format::kScala}, {"sc", Format::kScala},
    {"sbt", Format::kScala}, {"groovy", Format::kGroovy}, {"gradle", Format::kGroovy}, {"gvy", Format::kGroovy},
    {"jenkinsfile", Format::kGroovy}, {"go", Format::kGo}, {"rb", Format::kRuby}, {"rake", Format::kRuby},
    {"ru", Format::kRuby}, {"gemspec", Format::kRuby}, {"podspec", Format::kRuby}, {"cr", Format::kRuby},
    {"php", Format::kPhp}, {"phtml", Format::kPhp}, {"php5", Format::kPhp}, {"php7", Format::kPhp},
    {"cs", Format::kCSharp}, {"csx", Format::kCSharp}, {"cshtml", Format::kCSharp},
    {"fs", Format::kFSharp}, {"fsx", Format::kFSharp}, {"fsi", Format::kFSharp}, {"rs", Format::kRust},
    {"swift", Format::kSwift}, {"pl", Format::kPerl}, {"pm", Format::kPerl}, {"t", Format::kPerl},
    {"perl", Format::kPerl}, {"lua", Format::kLua}, {"r", Format::kR}, {"dart", Format::kDart},
    {"ex", Format::kElixir}, {"exs", Format::kElixir}, {"eex", Format::kElixir}, {"hs", Format::kHaskell},
    {"lhs", Format::kHaskell}, {"ps1", Format::kPowerShell}, {"psm1", Format::kPowerShell},
    {"psd1", Format::kPowerShell}, {"bat", Format::kBatch}, {"cmd", Format::kBatch},
    {"erl", Format::kErlang}, {"hrl", Format::kErlang}, {"escript", Format::kErlang}, {"clj", Format::kLisp},
    {"cljs", Format::kLisp}, {"cljc", Format::kLisp}, {"edn", Format::kLisp},
    {"el", Format::kLisp}, {"lisp", Format::kLisp}, {"lsp", Format::kLisp}, {"scm", Format::kLisp},
    {"rkt", Format::kLisp}, {"ss", Format::kLisp}, {"fnl", Format::kLisp}, {"hy", Format::kLisp},
    {"ml", Format::kOcaml}, {"mli", Format::kOcaml}, {"vb", Format::kVisualBasic}, {"bas", Format::kVisualBasic},
    {"vbs", Format::kVisualBasic}, {"vba", Format::kVisualBasic}, {"frm", Format::kVisualBasic},
    {"cls", Format::kVisualBasic}, {"pas", Format::kPascal}, {"dpr", Format::kPascal},
    {"lpr", Format::kPascal}, {"dfm", Format::kPascal}, {"lfm", Format::kPascal}, {"fmx", Format::kPascal},
    {"f90", Format::kFortran}, {"f95", Format::kFortran}, {"f03", Format::kFortran}, {"f08", Format::kFortran},
    {"f", Format::kFortran}, {"for", Format::kFortran}, {"jl", Format::kJulia}, {"nim", Format::kNim},
    {"nims", Format::kNim}, {"nimble", Format::kNim}, {"zig", Format::kZig}, {"zon", Format::kZig},
    {"nix", Format::kNix}, {"jsonnet", Format::kJsonnet}, {"libsonnet", Format::kJsonnet}, {"cue", Format::kCue},
    {"bicep", Format::kBicep}, {"bicepparam", Format::kBicep}, {"pp", Format::kPuppet}, {"abap", Format::kAbap},
    {"cbl", Format::kCobol}, {"cob", Format::kCobol}, {"cpy", Format::kCobol}, {"feature", Format::kGherkin},
    {"robot", Format::kRobot}, {"resource", Format::kRobot}, {"org", Format::kOrg}, {"hx", Format::kJavaScript},
    {"apex", Format::kJavaScript}, {"ron", Format::kRust}, {"tcl", Format::kShell}, {"exp", Format::kShell},
    {"ldif", Format::kPlainText}, {"txt", Format::kPlainText}, {"log", Format::kPlainText}, {"out", Format::kPlainText},
    {"pem", Format::kPlainText}, {"key", Format::kPlainText}, {"crt", Format::kPlainText}};

// Suffixes that say something about the file, not about its format.
constexpr std::string_view kVariants[] = {
    "example", "sample", "template", "tmpl", "tpl", "j2", "jinja", "jinja2", "erb", "ejs", "mustache",
    "hbs", "gotmpl", "dist", "bak", "backup", "orig", "old", "new", "save", "in", "default", "defaults",
    "local", "dev", "prod", "production", "development", "staging", "test", "tmp", "copy", "enc", "dec",
    "decrypted", "plain", "swp", "rpmnew", "rpmsave", "dpkg-old", "dpkg-dist", "1", "2"};

constexpr Named kLabels[] = {
    {"bash", Format::kShell}, {"sh", Format::kShell}, {"shell", Format::kShell}, {"zsh", Format::kShell},
    {"console", Format::kShell}, {"shell-session", Format::kShell}, {"sh-session", Format::kShell},
    {"terminal", Format::kShell}, {"curl", Format::kShell}, {"fish", Format::kShell},
    {"env", Format::kDotenv}, {".env", Format::kDotenv}, {"dotenv", Format::kDotenv},
    {"docker", Format::kDockerfile}, {"conf", Format::kIni}, {"cfg", Format::kIni}, {"systemd", Format::kIni},
    {"terraform", Format::kHcl}, {"javascript", Format::kJavaScript}, {"typescript", Format::kJavaScript},
    {"node", Format::kJavaScript}, {"c#", Format::kCSharp}, {"f#", Format::kFSharp}, {"golang", Format::kGo},
    {"objc", Format::kObjectiveC}, {"objectivec", Format::kObjectiveC}, {"console_output", Format::kPlainText},
    {"python3", Format::kPython}, {"pycon", Format::kPython}, {"ipython", Format::kPython},
    {"c++", Format::kCFamily}, {"cuda", Format::kCFamily}, {"apacheconf", Format::kApache},
    {"postgres", Format::kSql}, {"postgresql", Format::kSql}, {"ps", Format::kPowerShell},
    {"pwsh", Format::kPowerShell}, {"dosbatch", Format::kBatch}, {"bat", Format::kBatch},
    {"html", Format::kXml}, {"kotlin", Format::kKotlin}, {"jsonc", Format::kJson}, {"clojure", Format::kLisp},
    {"elisp", Format::kLisp}, {"emacs-lisp", Format::kLisp}, {"scheme", Format::kLisp}, {"racket", Format::kLisp},
    {"vbnet", Format::kVisualBasic}, {"vbscript", Format::kVisualBasic}, {"delphi", Format::kPascal},
    {"octave", Format::kMatlab}, {"tcl", Format::kShell}, {"expect", Format::kShell}};

constexpr Named kInterpreters[] = {
    {"sh", Format::kShell}, {"bash", Format::kShell}, {"zsh", Format::kShell}, {"dash", Format::kShell},
    {"ksh", Format::kShell}, {"ash", Format::kShell}, {"fish", Format::kShell}, {"bats", Format::kShell},
    {"python", Format::kPython}, {"pypy", Format::kPython}, {"node", Format::kJavaScript},
    {"deno", Format::kJavaScript}, {"bun", Format::kJavaScript}, {"ts-node", Format::kJavaScript},
    {"ruby", Format::kRuby}, {"perl", Format::kPerl}, {"php", Format::kPhp}, {"lua", Format::kLua},
    {"rscript", Format::kR}, {"groovy", Format::kGroovy}, {"pwsh", Format::kPowerShell},
    {"make", Format::kMakefile}, {"elixir", Format::kElixir}, {"escript", Format::kErlang},
    {"swift", Format::kSwift}, {"runhaskell", Format::kHaskell}, {"scala", Format::kScala},
    {"kotlin", Format::kKotlin}, {"dart", Format::kDart}, {"julia", Format::kJulia}, {"ocaml", Format::kOcaml},
    {"emacs", Format::kLisp}, {"racket", Format::kLisp}, {"tclsh", Format::kShell}, {"expect", Format::kShell}};

constexpr Format kUnknown = static_cast<Format>(255);

// Linear probing in a table made at compile time would be faster; a binary
// search over sorted pointers is fast enough for one lookup per file.
template <std::size_t kSize>
struct Table {
  std::array<Named, kSize> rows;
  explicit Table(const Named (&source)[kSize]) {
    std::copy(std::begin(source), std::end(source), rows.begin());
    std::sort(rows.begin(), rows.end(),
                     [](const Named& a, const Named& b) { return a.name < b.name; });
  }
  Format Lookup(std::string_view name) const {
    const auto row = std::lower_bound(rows.begin(), rows.end(), name,
                                      [](const Named& a, std::string_view b) { return a.name < b; });
    return row != rows.end() && row->name == name ? row->format : kUnknown;
  }
};

Format LookupFileName(std::string_view name) {
  static const Table table(kFileNames);
  return table.Lookup(name);
}
Format LookupExtension(std::string_view name) {
  static const Table table(kExtensions);
  return table.Lookup(name);
}

std::string_view BaseName(std::string_view path) {
  std::size_t begin = path.size();
  while (begin > 0 && path[begin - 1] != '/' && path[begin - 1] != '\\' && path[begin - 1] != '!') --begin;
  return path.substr(begin);
}

bool HasPart(std::string_view name, std::string_view part) {
  return name.size() > part.size() && name.substr(0, part.size()) == part &&
         (name[part.size()] == '.' || name[part.size()] == '-' || name[part.size()] == '_');
}

bool IsVariant(std::string_view suffix) {
  return std::find(std::begin(kVariants), std::end(kVariants), suffix) != std::end(kVariants);
}

Format OfLowerName(std::string_view name) {
  for (int stripped = 0; stripped < 4; ++stripped) {
    const Format whole = LookupFileName(name);
    if (whole != kUnknown) return whole;
    // .env.production is dotenv, but .env.production.json is JSON.
    const std::size_t dot = name.rfind('.');
    const bool has_extension = dot != std::string_view::npos;
    const std::string_view extension = has_extension ? name.substr(dot + 1) : std::string_view();
    const Format by_extension = has_extension ? LookupExtension(extension) : kUnknown;
    if (by_extension != kUnknown && (dot > 0 || !IsVariant(extension))) return by_extension;
    if (HasPart(name, ".env") || HasPart(name, "env.")) return Format::kDotenv;
    if (HasPart(name, "dockerfile") || HasPart(name, "containerfile")) return Format::kDockerfile;
    if (HasPart(name, "makefile")) return Format::kMakefile;
    if (HasPart(name, "jenkinsfile")) return Format::kGroovy;
    if (HasPart(name, "env") && has_extension && IsVariant(extension)) return Format::kDotenv;
    if (!name.empty() && name.back() == '~') {
      name.remove_suffix(1);
    } else if (has_extension && IsVariant(extension)) {
      name = name.substr(0, dot);
    } else {
      return kUnknown;
    }
  }
  return kUnknown;
}

std::string_view FirstLine(std::string_view text) {
  return text.substr(0, decode::LineEnd(text.substr(0, std::min<std::size_t>(text.size(), 512)), 0));
}

Format OfShebang(std::string_view line) {
  std::size_t at = 2;
  // "#!/usr/bin/env -S python3 -u": the last path part that is a program.
  for (int word = 0; word < 4 && at < line.size(); ++word) {
    at = decode::SkipBlanks(line, at);
    std::size_t end = at;
    while (end < line.size() && !IsBlank(line[end])) ++end;
    std::string_view program = BaseName(line.substr(at, end - at));
    while (!program.empty() && (IsDigit(program.back()) || program.back() == '.')) program.remove_suffix(1);
    for (const Named& row : kInterpreters) {
      if (EqualsNoCase(row.name, program)) return row.format;
    }
    at = end;
  }
  return kUnknown;
}

// `NAME=value ./x`, `NAME=value && ./x`: a line of a script, not of dotenv.
bool RunsCommand(std::string_view line) {
  return decode::SetsForCommand(line) && line.find_first_of("\"'#") == std::string_view::npos;
}

// What the first lines of a file without a telling name look like.
Format Sniff(std::string_view text) {
  const std::string_view first = FirstLine(text);
  if (first.starts_with("#!")) return OfShebang(first);
  text = text.substr(0, std::min<std::size_t>(text.size(), 4096));
  const std::size_t start = decode::SkipSpaces(text, 0);
  if (StartsAt(text, start, "<?php")) return Format::kPhp;
  if (StartsAt(text, start, "<?xml") || StartsAt(text, start, "<!DOCTYPE") || StartsAt(text, start, "<html")) {
    return Format::kXml;
  }
  if (StartsAt(text, start, "Windows Registry Editor")) return Format::kRegistry;
  const std::string_view item = FirstLine(text.substr(start));
  if (item.starts_with("- ") && item.find(": ") != std::string_view::npos && item.find_first_of(" :", 2) == item.find(": ")) return Format::kYaml;
  if (StartsAt(text, start, "---\n") || StartsAt(text, start, "---\r\n") || StartsAt(text, start, "apiVersion:")) {
    return Format::kYaml;
  }
  if (start < text.size() && (text[start] == '{' || text[start] == '[')) {
    const std::size_t next = decode::SkipSpaces(text, start + 1);
    if (next < text.size() && (text[next] == '"' || text[next] == '{')) return Format::kJson;
  }
  std::size_t lines = 0, assignments = 0, sections = 0, keys = 0, commands = 0;
  for (std::size_t at = 0; at < text.size() && lines < 50; at = decode::NextLine(text, at)) {
    const std::string_view line = text.substr(at, decode::LineEnd(text, at) - at);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    ++lines;
    std::size_t name = line.starts_with("export ") ? 7 : 0;
    const std::size_t begin = name;
    while (name < line.size() && decode::IsWord(line[name])) ++name;
    assignments += name > begin && name < line.size() && line[name] == '=';
    commands += RunsCommand(line.substr(begin));
    sections += line[0] == '[' && line.back() == ']';
    keys += name > begin && line.substr(name).starts_with(": ");
  }
  if (sections > 0 && sections * 20 >= lines) return Format::kIni;
  if (assignments * 10 >= lines * 9 && assignments > 0) return commands > 0 ? Format::kShell : Format::kDotenv;
  if (keys * 2 > lines && keys > 1) return Format::kYaml;
  return kUnknown;
}

// Objective-C's ending is MATLAB's, too.
bool IsMatlab(std::string_view head, std::size_t start) {
  const auto has = [head](std::string_view what) { return head.find(what) != std::string_view::npos; };
  if (has("#import") || has("@interface") || has("@implementation") || has("#include")) return false;
  for (const std::string_view begin : {"%", "function ", "classdef ", "clear", "clc", "close all"}) {
    if (StartsAt(head, start, begin)) return true;
  }
  return has("\nfunction ") || has("\n% ") || has("\n%% ");
}

// The first line is `option_settings:`, as in Elastic Beanstalk's .config.
bool BeginsMapping(std::string_view head) {
  std::size_t at = decode::SkipSpaces(head, 0);
  while (at < head.size() && head[at] == '#') at = decode::SkipSpaces(head, decode::NextLine(head, at));
  const std::size_t end = decode::NameEnd(head, at);
  return end > at && decode::StartsAt(head, end, ":") && decode::SkipBlanks(head, end + 1) == decode::LineEnd(head, end);
}

// `name {` at a line's end, or with a setting behind it: HOCON and its like.
bool OpensBlock(std::string_view head) {
  for (std::size_t at = head.find(" {"); at != std::string_view::npos; at = head.find(" {", at + 1)) {
    const std::size_t next = decode::SkipBlanks(head, at + 2);
    if (next >= head.size() || head[next] == '\n' || head[next] == '\r') return true;
    const std::size_t separator = decode::SkipBlanks(head, decode::NameEnd(head, next));
    const bool sets = separator > next && separator < head.size() && (head[separator] == '=' || head[separator] == ':');
    const std::size_t line = head.substr(0, at).rfind('\n') + 1;
    if (sets && head.substr(line, at - line).find_first_of("=:#;%") == std::string_view::npos) return true;
  }
  return false;
}

// Names that stand for several formats: the text decides.
Format Refine(Format format, std::string_view name, std::string_view text) {
  const std::string_view head = text.substr(0, std::min<std::size_t>(text.size(), 4096));
  const auto has = [head](std::string_view what) { return head.find(what) != std::string_view::npos; };
  const std::size_t start = decode::SkipSpaces(head, 0);
  const char c = start < head.size() ? head[start] : '\0';
  if (name.ends_with(".config") && BeginsMapping(head)) return Format::kYaml;
  if (format == Format::kIni) {
    if (StartsAt(head, start, "<?xml")) return Format::kXml;
    if (has("<VirtualHost") || has("<Directory") || has("<IfModule") || has("<Location")) return Format::kApache;
    if (c == '<') return Format::kXml;
    if (has("server {") || has("location /") || has("upstream ") || has("proxy_pass ") || has("fastcgi_param")) {
      return Format::kNginx;
    }
    if (name.ends_with(".config") && (c == '[' || c == '%') && has("{") && !has("=")) return Format::kErlang;
    if (name == "config" && (has("apiVersion:") || has("clusters:"))) return Format::kYaml;
    if (c == '{' && has("\"")) return Format::kJson;
    if (name.ends_with(".conf") && has("=") && OpensBlock(head)) return Format::kHcl;
    if (name == "credentials" && c != '[' && !has("=")) return Format::kPlainText;
  }
  if (format == Format::kYaml && name == ".prettierrc" && c == '{') return Format::kJson;
  if (format == Format::kXml && c != '<' && (name.ends_with(".props") || name.ends_with(".settings"))) {
    return Format::kIni;
  }
  // Property lists in the old style: { Key = "value"; }
  if (format == Format::kXml && c == '{') return name.ends_with(".plist") && has(" = ") ? Format::kHcl : Format::kJson;
  // Shared between languages.
  if (format == Format::kObjectiveC && name.ends_with(".m") && IsMatlab(head, start)) return Format::kMatlab;
  if (format == Format::kVisualBasic && name.ends_with(".cls")) {   // Apex and LaTeX write classes, too.
    if (c == '%' || has("\\Provides")) return Format::kPlainText;
    if (!has("VB_Name") && !StartsAt(head, start, "VERSION ")) return Format::kJavaScript;
  }
  if (format == Format::kFortran && name.ends_with(".f") && has("#include")) return Format::kCFamily;
  if (format == Format::kPython && (name == "build" || name == "workspace") && !has("(")) return Format::kPlainText;
  if (format == Format::kCFamily && name.ends_with(".inc") && has("<?php")) return Format::kPhp;
  if (format == Format::kCFamily && name.ends_with(".h") && (has("@interface") || has("#import"))) {
    return Format::kObjectiveC;
  }
  if (format == Format::kDotenv && (name == "env" || name == "environment") && text.starts_with("#!")) {
    return OfShebang(FirstLine(text)) == kUnknown ? format : OfShebang(FirstLine(text));
  }
  return format;
}

}  // namespace

std::string_view FormatName(Format format) {
  for (const Named& row : kFormats) {
    if (row.format == format) return row.name;
  }
  return "text";
}

Format FormatOf(std::string_view path, std::string_view text) {
  const std::string name = LowerAscii(BaseName(path));
  // AWS keeps INI in files without extension; so do git and Kubernetes.
  Format format = OfLowerName(name);
  if (format == kUnknown && name.size() > 5 && name.find(".env") != std::string::npos) format = Format::kDotenv;
  if (format == kUnknown) format = Sniff(text);
  if (format == kUnknown) return Format::kPlainText;
  return Refine(format, name, text);
}

Format FormatOfLabel(std::string_view label) {
  const std::string name = LowerAscii(label);
  for (const Named& row : kLabels) {
    if (row.name == name) return row.format;
  }
  for (const Named& row : kFormats) {
    if (row.name == name) return row.format;
  }
  const Format format = LookupExtension(name);
  return format == kUnknown ? Format::kPlainText : format;
}

bool IsConfiguration(Format format) {
  return format >= Format::kDotenv && format <= Format::kRegistry && format != Format::kMarkdown &&
         format != Format::kRestructuredText && format != Format::kAsciidoc && format != Format::kCsv &&
         format != Format::kTsv && format != Format::kNotebook && format != Format::kSql;
}

}  // namespace keylint
