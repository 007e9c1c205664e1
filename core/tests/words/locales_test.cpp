// The locales against each other and against the sources: no key missing, unused or ill-formed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

namespace pw {

namespace {

namespace fs = std::filesystem;
const fs::path root = PW_SOURCE_DIR;

using Texts = std::map<std::string, std::string>;

// Keys that code makes from a prefix and a name: the prefix is a literal of the sources, the name is one,
// too, or a sample's, or the end of another key.
const std::vector<std::string> families = {
    "controls.more.", "export.size.",      "export.what.",        "page.",
    "page.phase.",    "page.phase.name.",  "page.says.",          "phase.",
    "picture.",       "problem.document.", "problem.file_shape.", "sample."};

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

Texts locale(const std::string& tag) {
    Texts texts;
    const auto json = nlohmann::json::parse(read(root / "assets/locales" / (tag + ".json")));
    for (const auto& [key, text] : json.items()) texts[key] = text.get<std::string>();
    return texts;
}

const Texts& en() {
    static const Texts texts = locale("en");
    return texts;
}
const Texts& zh() {
    static const Texts texts = locale("zh-Hans");
    return texts;
}

// What a text asks for: "0", "0:count"; "!" where its braces are ill-formed.
std::multiset<std::string> places(const std::string& text) {
    std::multiset<std::string> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{' && text[i] != '}') continue;
        const std::size_t close = text[i] == '{' ? text.find('}', i) : text.npos;
        const std::string inside = close == text.npos ? "" : text.substr(i + 1, close - i - 1);
        const bool digit = !inside.empty() && inside[0] >= '0' && inside[0] <= '9';
        if (i + 1 < text.size() && text[i + 1] == text[i]) {
            ++i;
        } else if (digit && (inside.size() == 1 || inside.substr(1) == ":count")) {
            found.insert(inside);
            i = close;
        } else {
            found.insert("!");
        }
    }
    return found;
}

std::set<std::string> numbers(const std::string& text) {
    std::set<std::string> found;
    for (const std::string& p : places(text)) found.insert(p.substr(0, 1));
    return found;
}

bool is_source(const fs::path& p) { return p.extension() == ".cpp" || p.extension() == ".h"; }

// Everything that may name a key, path -> text: sources without their tests, and samples.
const std::map<std::string, std::string>& sources() {
    static const std::map<std::string, std::string> all = [] {
        std::map<std::string, std::string> found;
        for (const char* folder : {"app", "core", "assets/samples"}) {
            if (!fs::exists(root / folder)) continue;
            for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
                const std::string path = fs::relative(entry.path(), root).generic_string();
                const bool test = path.find("/tests/") != std::string::npos;
                const bool sample = path.starts_with("assets/samples/") && path.ends_with(".json");
                if (!test && (is_source(entry.path()) || sample)) found[path] = read(entry.path());
            }
        }
        return found;
    }();
    return all;
}

// One string literal, and the code on its line before and after it.
struct Literal {
    std::string text, before, after;
};

// Where the text or character literal that begins at `i` ends: at its closing quote.
std::size_t closing(const std::string& s, std::size_t i) {
    const char quote = s[i];
    for (++i; i < s.size() && s[i] != quote && s[i] != '\n'; ++i)
        if (s[i] == '\\') ++i;
    return i;
}

// Literals of C++ and JSON; comments are skipped, digits' separators are not quotes.
std::vector<Literal> literals_in(const std::string& s) {
    std::vector<Literal> found;
    std::size_t line = 0;
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i] == '\n') {
            line = i + 1;
        } else if (s[i] == '/' && i + 1 < s.size() && s[i + 1] == '/') {
            i = std::min(s.find('\n', i), s.size()) - 1;
        } else if (s[i] == '"' ||
                   (s[i] == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(s[i - 1]))))) {
            const std::size_t end = closing(s, i);
            if (s[i] == '"' && end < s.size()) {
                const std::size_t after = s.find_first_not_of(" \n", end + 1);
                found.push_back({s.substr(i + 1, end - i - 1), s.substr(line, i - line),
                                 after == s.npos ? "" : s.substr(after, 1)});
            }
            i = s[std::min(end, s.size() - 1)] == '\n' ? end - 1 : end;
        }
    }
    return found;
}

// Literals of the sources, literal -> the first file that has it.
const std::map<std::string, std::string>& literals() {
    static const std::map<std::string, std::string> all = [] {
        std::map<std::string, std::string> found;
        for (const auto& [path, text] : sources())
            for (const Literal& l : literals_in(text)) found.emplace(l.text, path);
        return found;
    }();
    return all;
}

std::string without(const std::string& suffix, const std::string& key) {
    return key.ends_with(suffix) ? key.substr(0, key.size() - suffix.size()) : key;
}

// "controls.kernel": words of small letters, digits, _ and - between dots.
bool looks_like_a_key(const std::string& s) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    const bool letters = std::all_of(s.begin(), s.end(), [&](char c) { return c == '.' || fits(c); });
    const bool dots = s.find('.') != s.npos && s.front() != '.' && s.back() != '.' && s.find("..") == s.npos;
    return letters && dots;
}

bool opens_a_message(const std::string& before) {
    constexpr std::array<const char*, 7> opens = {".word(", "words)(", "Message(", "Message{",
                                                  "Word(",  "Word{",   "fail("};
    return std::any_of(opens.begin(), opens.end(), [&](const char* o) { return before.ends_with(o); });
}

bool is_a_family(const std::string& prefix) {
    return std::find(families.begin(), families.end(), prefix) != families.end();
}

bool made_by_a_family(const std::string& key) {
    return std::any_of(families.begin(), families.end(), [&](const std::string& prefix) {
        if (!key.starts_with(prefix)) return false;
        const std::string name = without(".line", key.substr(prefix.size()));
        const auto named = [&](const auto& l) { return l.first == name || l.first.ends_with("." + name); };
        return fs::exists(root / "assets/samples" / (name + ".json")) ||
               std::any_of(literals().begin(), literals().end(), named);
    });
}

}  // namespace

TEST(Locales, HaveTheSameKeys) {
    for (const auto& [key, text] : en())
        EXPECT_TRUE(zh().count(key) || key.ends_with(".one")) << key << " is missing in zh-Hans";
    for (const auto& [key, text] : zh()) EXPECT_TRUE(en().count(key)) << key << " is missing in en";
}

TEST(Locales, HaveNoKeyTwice) {
    for (const char* tag : {"en", "zh-Hans"}) {
        std::multiset<std::string> keys;
        const auto collect = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
            if (event == nlohmann::json::parse_event_t::key) keys.insert(value.get<std::string>());
            return true;
        };
        const auto json =
            nlohmann::json::parse(read(root / "assets/locales" / (std::string(tag) + ".json")), collect);
        EXPECT_EQ(keys.size(), json.size()) << tag;
    }
}

TEST(Locales, HaveNoEmptyText) {
    for (const Texts* texts : {&en(), &zh()})
        for (const auto& [key, text] : *texts) {
            EXPECT_NE(text.find_first_not_of(" \t\n"), std::string::npos) << key;
        }
}

TEST(Locales, HaveWellFormedBraces) {
    for (const Texts* texts : {&en(), &zh()})
        for (const auto& [key, text] : *texts) EXPECT_EQ(places(text).count("!"), 0u) << key << ": " << text;
}

TEST(Locales, AskForTheSameArguments) {
    for (const auto& [key, text] : zh())
        if (const auto it = en().find(key); it != en().end()) {
            EXPECT_EQ(numbers(text), numbers(it->second)) << key;
        }
}

TEST(Locales, AskForArgumentsWithoutAGap) {
    for (const auto& [key, text] : en()) {
        if (key.ends_with(".one")) continue;
        const auto n = numbers(text);
        EXPECT_TRUE(n.empty() || *n.rbegin() == std::to_string(n.size() - 1)) << key << ": " << text;
    }
}

TEST(Locales, OneStandsBesideItsPlural) {
    for (const auto& [key, text] : en()) EXPECT_TRUE(en().count(without(".one", key))) << key;
}

TEST(Locales, ChineseIsChinese) {
    // The lead bytes of U+4000 to U+9FFF.
    const auto ideograph = [](char c) { return c >= '\xE4' && c <= '\xE9'; };
    std::size_t translated = 0;
    for (const auto& [key, text] : zh()) translated += std::any_of(text.begin(), text.end(), ideograph);
    EXPECT_GT(translated * 2, zh().size()) << "most texts of zh-Hans hold no Chinese";
}

// What is handed to a Message, a Word or a Problem is a key, whatever it looks like. A prefix goes on with a
// plus.
TEST(Locales, HaveEveryKeyOfAMessage) {
    for (const auto& [path, text] : sources())
        for (const Literal& l : literals_in(text)) {
            if (!opens_a_message(l.before)) continue;
            const bool prefix = l.after == "+";
            EXPECT_TRUE(prefix ? is_a_family(l.text) : en().count(l.text) > 0) << l.text << " in " << path;
        }
}

// A literal that looks like a key, and begins like one, must be one.
TEST(Locales, HaveEveryKeyThatTheSourcesUse) {
    std::set<std::string> firsts;
    for (const auto& [key, text] : en()) firsts.insert(key.substr(0, key.find('.')));
    for (const auto& [literal, path] : literals()) {
        if (!looks_like_a_key(literal) || !firsts.count(literal.substr(0, literal.find('.')))) continue;
        EXPECT_TRUE(en().count(literal)) << literal << " in " << path;
    }
}

TEST(Locales, HaveNoKeyThatNothingUses) {
    for (const auto& [key, text] : en()) {
        const std::string base = without(".one", key);
        EXPECT_TRUE(literals().count(base) || made_by_a_family(base)) << key;
    }
}

TEST(Locales, FamiliesStandInTheSources) {
    for (const std::string& family : families) {
        EXPECT_TRUE(literals().count(family)) << "nothing builds keys from " << family;
        const auto member = [&](const auto& entry) { return entry.first.starts_with(family); };
        EXPECT_TRUE(std::any_of(en().begin(), en().end(), member)) << family;
    }
}

// The test's own eyes: it sees what it is there to see.
TEST(Locales, IllFormedBracesAreSeen) {
    for (const char* bad : {"{", "}", "{x}", "{0", "0}", "{}", "{0:x}", "{{0}", "{12}"})
        EXPECT_TRUE(places(bad).count("!")) << bad;
    EXPECT_EQ(places("{0} }}{{ {1}").count("!"), 0u);
    EXPECT_EQ(places("{1} {{x}} {0:count}"), (std::multiset<std::string>{"0:count", "1"}));
}

TEST(Locales, LiteralsAreSeen) {
    const auto found = literals_in("a(\"b\\\"c\", '\"', 1'000) // \"no\"\nWord{\"d.e\"}; \"f.\" + g");
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].text, "b\\\"c");
    EXPECT_EQ(found[1].text, "d.e");
    EXPECT_EQ(found[1].before, "Word{");
    EXPECT_EQ(found[2].after, "+");
}

}  // namespace pw
