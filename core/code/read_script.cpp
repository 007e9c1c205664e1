// Lines and names.
#include "core/code/read_script.h"

#include <algorithm>

#include "core/code/reader.h"

namespace pw::code {

namespace {

constexpr std::size_t most_scopes = 32;

}  // namespace

Script read_script(std::string_view text) {
    Script script;
    script.lines = logical_lines(text);
    Reader(script).read();
    return script;
}

void Reader::read() {
    for (const Line& line : s_.lines) read(line);
}

void Reader::read(const Line& line) {
    s_.facts.emplace_back();
    if (line.output) return;
    leave_blocks(line.indent);
    for (const Statement& s : statements(line.tokens)) read(s, line.indent);
}

void Reader::leave_blocks(int indent) {
    while (scopes_.size() > 1 && indent <= scopes_.back().indent) scopes_.pop_back();
    while (!classes_.empty() && indent <= classes_.back().second) classes_.pop_back();
}

void Reader::read(const Statement& s, int indent) {
    switch (s.kind) {
        case Statement::Kind::import:
            return import(s);
        case Statement::Kind::define:
            return define(s, indent);
        case Statement::Kind::assign: {
            const Value value = value_of(s.value);
            for (const Expr& target : s.targets) assign(target, value);
            return;
        }
        case Statement::Kind::expression: {
            const Value value = value_of(s.value);
            if (value.is(Value::Kind::list) && s.value.kind == Expr::Kind::list)
                numbers(numbers_of(value, s_.budget));
            return;
        }
        case Statement::Kind::returns: {
            const Value value = value_of(s.value);
            if (scopes_.size() < 2 || scopes_.back().function.empty()) return;
            const auto at = net_names_.find(scopes_.back().function);
            if (at != net_names_.end()) nets_[static_cast<std::size_t>(at->second)].gives = value;
            return;
        }
        case Statement::Kind::other:
            return;
    }
}

void Reader::import(const Statement& s) {
    facts().imports = true;
    for (const Statement::Name& n : s.names) {
        imports_[std::string(n.name)] = n.path;
        s_.tensorflow = s_.tensorflow || n.path.front() == "tensorflow" || n.path.front() == "keras";
    }
}

void Reader::define(const Statement& s, int indent) {
    facts().defines = true;
    const auto begin = [&](std::string_view name) {
        if (net_names_.contains(name)) return;
        net_names_.emplace(name, static_cast<int>(nets_.size()));
        nets_.push_back({{}, line()});
    };
    if (s.is_class) {
        begin(s.name);
        if (classes_.size() < most_scopes) classes_.emplace_back(s.name, indent);
        return;
    }
    // A class gives what its forward gives.
    const bool forward = s.name == "forward" || s.name == "call" || s.name == "__call__";
    const std::string function = classes_.empty() ? std::string(s.name)
                                 : forward        ? classes_.back().first
                                                  : "";
    if (classes_.empty()) begin(s.name);
    std::vector<Value> defaults;
    for (const Statement::Name& p : s.names) defaults.push_back(value_of(p.value));
    if (scopes_.size() < most_scopes) {
        scopes_.emplace_back();
        scopes_.back().indent = indent;
        scopes_.back().function = function;
    }
    for (std::size_t i = 0; i < defaults.size(); ++i) name(std::string(s.names[i].name), defaults[i]);
}

void Reader::name(const std::string& name, Value value) {
    if (!value.is(Value::Kind::unknown)) facts().names.emplace_back(name, value);
    Scope& scope = name.find('.') != name.npos ? scopes_.front() : scopes_.back();
    scope.names.insert_or_assign(name, Variable{std::move(value), line()});
}

const Value* Reader::find(std::string_view name) {
    for (std::size_t i = scopes_.size(); i-- > 0;) {
        const auto at = scopes_[i].names.find(name);
        if (at == scopes_[i].names.end()) continue;
        if (at->second.line != line()) facts().needs.insert(at->second.line);
        if (at->second.value.is(Value::Kind::numbers)) facts().reads_numbers = true;
        return &at->second.value;
    }
    return nullptr;
}

void Reader::assign(const Expr& target, const Value& value) {
    if (target.kind == Expr::Kind::tuple || target.kind == Expr::Kind::list) {
        const bool each = value.is(Value::Kind::list) && value.items->size() == target.parts.size();
        // A layer may give its indices, too: what goes on is the first.
        for (std::size_t i = 0; i < target.parts.size(); ++i) {
            const bool first = i == 0 && value.is(Value::Kind::flow);
            assign(target.parts[i], each ? (*value.items)[i] : first ? value : Value());
        }
        return;
    }
    if (assign_numbers(target, value)) return;
    if (target.kind == Expr::Kind::item) return assign_item(target, value);
    if (const std::string own = dotted(target); !own.empty()) name(own, value);
}

// conv.weight = …, conv.weight.data[0, 0] = …, conv.bias = None.
bool Reader::assign_numbers(const Expr& target, const Value& value) {
    const bool item = target.kind == Expr::Kind::item;
    const Expr& whole = item ? target.parts.front() : target;
    if (whole.kind != Expr::Kind::attribute ||
        (whole.text != "weight" && whole.text != "bias" && whole.text != "data"))
        return false;
    const Value own = attribute_of(whole);
    if (own.is(Value::Kind::bias)) return set_bias(own.index, value);
    if (!own.is(Value::Kind::weight)) return false;
    const auto at = item ? indices_of(target) : std::vector<Index>();
    return at && set_weight(own.index, value, *at);
}

// x[1, 2] = 7
void Reader::assign_item(const Expr& target, const Value& value) {
    const std::string own = dotted(target.parts.front());
    const Value* known = own.empty() ? nullptr : find(own);
    if (!known || !known->is(Value::Kind::numbers)) return;
    const Numbers before = known->numbers;
    const auto at = indices_of(target);
    auto after = at && value.is(Value::Kind::number)
                     ? replaced(before, *at, static_cast<float>(value.number), s_.budget)
                     : std::nullopt;
    name(own, numbers(std::move(after)));
}

}  // namespace pw::code
