// The locales against each other and against the sources: no key missing, unused or ill-formed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace pw {

namespace {

namespace fs = std::filesystem;
const fs::path root = PW_SOURCE_DIR;

using Texts = std::map<std::string, std::string>;

// Keys that code makes from a prefix and a name that it computes; their prefixes stand in the sources.
const std::vector<std::string> families = {"problem.file_shape."};
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
    static const std::regex place(R"(\{(\d(:count)?)\})");
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{' && text[i] != '}') continue;
        std::smatch m;
        if (i + 1 < text.size() && text[i + 1] == text[i]) {
            ++i;
        } else if (std::regex_search(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), m, place,
                                     std::regex_constants::match_continuous)) {
            found.insert(m[1]);
            i += static_cast<std::size_t>(m.length()) - 1;
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

std::string without_one(const std::string& key) {
    return key.ends_with(".one") ? key.substr(0, key.size() - 4) : key;
}

bool in_a_family(const std::string& key) {
    return std::any_of(families.begin(), families.end(), [&](const auto& f) { return key.starts_with(f); });
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
            EXPECT_EQ(text, text.substr(0, text.find_last_not_of(" \t\n") + 1))
                << key << " ends with a space";
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
    for (const auto& [key, text] : en()) EXPECT_TRUE(en().count(without_one(key))) << key;
}

TEST(Locales, ChineseIsChinese) {
    const std::regex placeholder(R"(\{\d(:count)?\})"), ideograph("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]");
    std::size_t translated = 0;
    for (const auto& [key, text] : zh()) translated += std::regex_search(text, ideograph);
    EXPECT_GT(translated * 2, zh().size()) << "most texts of zh-Hans hold no Chinese";
}

// What is handed to a Message, a Word or a Problem is a key, whatever it looks like. A prefix goes on with a
// plus.
TEST(Locales, HaveEveryKeyOfAMessage) {
    const std::regex opens(R"((Message|Word|fail)[ ]?[({]$)");
    for (const auto& [path, text] : sources())
        for (const Literal& l : literals_in(text)) {
            if (!std::regex_search(l.before, opens)) continue;
            const bool prefix = l.after == "+";
            EXPECT_TRUE(prefix ? in_a_family(l.text) : en().count(l.text) > 0) << l.text << " in " << path;
        }
}

// A literal that looks like a key, and begins like one, must be one.
TEST(Locales, HaveEveryKeyThatTheSourcesUse) {
    std::set<std::string> firsts;
    for (const auto& [key, text] : en()) firsts.insert(key.substr(0, key.find('.')));
    const std::regex shape(R"([a-z_]+(\.[a-z0-9_-]+)+)");
    for (const auto& [literal, path] : literals()) {
        if (!std::regex_match(literal, shape) || !firsts.count(literal.substr(0, literal.find('.'))))
            continue;
        EXPECT_TRUE(en().count(literal)) << literal << " in " << path;
    }
}

TEST(Locales, HaveNoKeyThatNothingUses) {
    for (const auto& [key, text] : en()) {
        const std::string base = without_one(key);
        EXPECT_TRUE(literals().count(base) || in_a_family(base)) << key;
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
