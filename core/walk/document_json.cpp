#include "core/walk/document_json.h"

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/tensor/csv.h"
#include "core/tensor/file_shape.h"

namespace pw {

namespace {

// Walks over the text and counts what has been read, so that events know their line.
struct Reading {
    std::int64_t lines = 0;  // line ends before `last`
    char last = 0;  // the character read last: a line end there still belongs to the line that it ends
};

class Counting {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Counting(const char* at, Reading* reading) : at_(at), reading_(reading) {}
    reference operator*() const { return *at_; }
    Counting& operator++() {
        if (reading_->last == '\n') ++reading_->lines;
        reading_->last = *at_++;
        return *this;
    }
    Counting operator++(int) {
        const Counting before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Counting& o) const { return at_ == o.at_; }
    bool operator!=(const Counting& o) const { return at_ != o.at_; }

  private:
    const char* at_;
    Reading* reading_;
};

bool holds_table(std::string_view key) {
    return key == "input" || key == "values" || key == "weight" || key == "bias" || key == "gradient";
}

// Fills a table's values and checks that its rows are equally long.
class TableBuilder {
  public:
    explicit TableBuilder(Json& table) : table_(table) {}
    int depth() const { return static_cast<int>(counts_.size()); }

    const char* open() {
        if (depth() == 4 || (leaf_ && depth() == leaf_)) return "problem.document.uneven";
        counts_.push_back(0);
        if (static_cast<std::size_t>(depth()) > table_.sizes.size()) table_.sizes.push_back(-1);
        return nullptr;
    }
    const char* close() {
        std::int64_t& size = table_.sizes[static_cast<std::size_t>(depth() - 1)];
        const std::int64_t count = counts_.back();
        if (count == 0) return "problem.document.empty_array";
        if (size >= 0 && size != count) return "problem.document.uneven";
        size = count;
        counts_.pop_back();
        if (!counts_.empty()) ++counts_.back();
        return nullptr;
    }
    const char* add(float value) {
        if (!leaf_) leaf_ = depth();
        if (depth() != leaf_ || static_cast<std::size_t>(leaf_) != table_.sizes.size())
            return "problem.document.uneven";
        if (static_cast<std::int64_t>(table_.values.size()) == limits::elements)
            return "problem.document.elements";
        table_.values.push_back(value);
        ++counts_.back();
        return nullptr;
    }

  private:
    Json& table_;
    std::vector<std::int64_t> counts_;  // entries so far of the arrays that are open
    int leaf_ = 0;                      // depth at which the numbers stand; 0 before the first
};

// nlohmann's events; false stops the parser, the reason is in `problem`.
class Handler : public nlohmann::json_sax<nlohmann::json> {
  public:
    Handler(std::string_view name, const Reading& reading) : name_(name), reading_(reading) {}

    Json root;
    Problem problem;

    bool null() override { return table_ ? refuse("problem.document.not_a_number") : add(Json::Kind::null); }
    bool boolean(bool v) override {
        if (table_) return refuse("problem.document.not_a_number");
        if (!add(Json::Kind::boolean)) return false;
        last_->boolean = v;
        return true;
    }
    bool number_integer(std::int64_t v) override { return whole(v, v < 0 && v < -limit_ ? -limit_ : v); }
    bool number_unsigned(std::uint64_t v) override {
        return whole(v, v > std::uint64_t(limit_) ? limit_ : static_cast<std::int64_t>(v));
    }
    bool number_float(double v, const std::string& digits) override {
        if (table_) {
            float value = 0;
            if (parse_number(digits, value) != Parsed::number) return refuse("problem.document.too_large");
            return number(value);
        }
        if (!add(Json::Kind::number)) return false;
        last_->number = v;
        return true;
    }
    bool string(std::string& v) override {
        if (table_) {
            const bool special = v == "inf" || v == "-inf" || v == "nan";
            float value = 0;
            if (!special) return refuse("problem.document.not_a_number");
            parse_number(v, value);
            return number(value);
        }
        if (!add(Json::Kind::text)) return false;
        last_->text = std::move(v);
        return true;
    }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override {
        return table_ ? refuse("problem.document.not_a_number") : open(Json::Kind::object);
    }
    bool end_object() override { return close(); }
    bool key(std::string& k) override {
        Json& object = *open_.back();
        if (object.find(k)) return refuse("problem.document.repeated_key", {excerpt(k)});
        if (static_cast<std::int64_t>(object.members.size()) == limits::stages)
            return refuse("problem.document.too_many", {limits::stages});
        object.members.push_back({k, line(), {}});
        return true;
    }
    bool start_array(std::size_t) override {
        if (table_) return fine(table_->open());
        const bool table = !open_.empty() && open_.back()->kind == Json::Kind::object &&
                           holds_table(open_.back()->members.back().key);
        if (!table) return open(Json::Kind::list);
        if (!add(Json::Kind::table)) return false;
        table_.emplace(*last_);
        return fine(table_->open());
    }
    bool end_array() override {
        if (!table_) return close();
        if (!fine(table_->close())) return false;
        if (table_->depth() == 0) table_.reset();
        return true;
    }
    bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& e) override {
        const std::string_view what = e.what();
        if (e.id == 406) return refuse("problem.document.too_large");
        for (const char* ends : {"unexpected end of input", "an empty input" /* since nlohmann 3.11.3 */})
            if (what.find(ends) != std::string_view::npos) return refuse("problem.document.ends");
        return refuse("problem.document.syntax", {excerpt(token)});
    }

  private:
    static constexpr std::int64_t limit_ = 1'000'000'000'000;  // far beyond everything that is valid

    std::int64_t line() const { return reading_.lines + 1; }

    bool refuse(const char* key, std::vector<Arg> more = {}) {
        std::vector<Arg> args{name_, line()};
        args.insert(args.end(), more.begin(), more.end());
        problem = Problem(Message(key, std::move(args)));
        return false;
    }
    bool fine(const char* key) {
        if (!key) return true;
        return std::string_view(key).ends_with("elements") ? refuse(key, {limits::elements}) : refuse(key);
    }
    bool number(float v) { return fine(table_->add(v)); }

    // `exact` goes into tables, `kept` is within what the rest of the program can calculate with.
    template <class T>
    bool whole(T exact, std::int64_t kept) {
        if (table_) return number(static_cast<float>(exact));
        if (!add(Json::Kind::integer)) return false;
        last_->integer = kept;
        last_->number = static_cast<double>(kept);
        return true;
    }

    // Puts a value where the text has it: last_ points to it.
    bool add(Json::Kind kind) {
        if (open_.empty()) {
            last_ = &root;
        } else if (Json& parent = *open_.back(); parent.kind == Json::Kind::object) {
            last_ = &parent.members.back().value;
        } else {
            if (static_cast<std::int64_t>(parent.list.size()) == limits::stages)
                return refuse("problem.document.too_many", {limits::stages});
            // Only the innermost open value grows, so pointers to the outer ones stay.
            last_ = &parent.list.emplace_back();
        }
        last_->kind = kind;
        last_->line = line();
        return true;
    }
    bool open(Json::Kind kind) {
        if (static_cast<std::int64_t>(open_.size()) == limits::nesting)
            return refuse("problem.document.nesting", {limits::nesting});
        if (!add(kind)) return false;
        open_.push_back(last_);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::string name_;
    const Reading& reading_;
    std::vector<Json*> open_;
    Json* last_ = nullptr;
    std::optional<TableBuilder> table_;
};

}  // namespace

const Json* Json::find(std::string_view key) const {
    for (const Member& m : members)
        if (m.key == key) return &m.value;
    return nullptr;
}

Expected<Json> parse_json(std::string_view name, std::string_view text) {
    if (text.size() > limits::text_bytes)
        return fail("problem.file.too_large", {std::string(name), std::int64_t(limits::text_bytes >> 20)});
    Reading reading;
    Handler handler(name, reading);
    const Counting begin(text.data(), &reading), end(text.data() + text.size(), &reading);
    if (!nlohmann::json::sax_parse(begin, end, &handler)) return fail(std::move(handler.problem));
    return std::move(handler.root);
}

}  // namespace pw
