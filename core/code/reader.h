// The reader of a script at work; for script.cpp and calls.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/code/read_script.h"

namespace pw::code {

using Path = std::vector<std::string_view>;

class Reader {
  public:
    explicit Reader(Script& script) : s_(script) {}
    void read();

  private:
    struct Variable {
        Value value;
        int line = 0;
    };
    // Names of a function are its own; those with a dot (self.pool) are everybody's.
    struct Scope {
        std::map<std::string, Variable, std::less<>> names;
        int indent = -1;       // of its `def`
        std::string function;  // its name, or its class's
    };
    // A function or a class of the text: what it gives.
    struct Net {
        Value gives;
        int line = 0;
    };

    // Lines and names: script.cpp.
    void read(const Line& line);
    void read(const Statement& s, int indent);
    void define(const Statement& s, int indent);
    void import(const Statement& s);
    void leave_blocks(int indent);
    void assign(const Expr& target, const Value& value);
    bool assign_numbers(const Expr& target, const Value& value);
    void assign_item(const Expr& target, const Value& value);
    void name(const std::string& name, Value value);
    const Value* find(std::string_view name);
    Facts& facts() { return s_.facts.back(); }
    int line() const { return static_cast<int>(s_.facts.size()) - 1; }

    // What an expression is worth: expression.cpp.
    Value value_of(const Expr& e);
    Value list_of(const Expr& e);
    Value attribute_of(const Expr& e);
    Value item_of(const Expr& e);
    Value negative_of(const Expr& e);
    Value constant_of(const Expr& e);
    void size_unpooling(const Value& layer, const Arguments& a);
    bool turn_back(int node);
    Value combination_of(const Expr& e);
    std::optional<std::vector<Index>> indices_of(const Expr& e);
    // "self.conv1" as one; empty when the expression is more than names and dots.
    static std::string dotted(const Expr& e);
    static bool path_of(const Expr& e, Path& path);
    Value numbers(std::optional<Numbers> n);

    // Calls: calls.cpp.
    Value call_of(const Expr& e);
    Arguments arguments_of(const Expr& e);
    bool is_library(const Path& path) const;
    Value framework_call(const Path& path, const Expr& e);
    std::optional<Value> known_layer(const Path& path, const Arguments& a);
    std::optional<Value> tensor_call(std::string_view name, const Arguments& a);
    std::optional<Value> made_numbers(std::string_view name, const Arguments& a);
    std::optional<Value> initialised(std::string_view name, const Arguments& a);
    Value method(const Value& base, std::string_view name, const Arguments& a);
    Value numbers_method(const Numbers& n, std::string_view name, const Arguments& a);
    Value weight_method(const Value& base, std::string_view name, const Arguments& a);
    Value passed_over(Value flow, std::string_view name);
    Value unknown_call(std::string_view name, const Arguments& a);
    void grow(const Expr& base, const Arguments& a);  // model.add(layer)

    // Layers: reader_layers.cpp.
    Value new_layer(const Signature& signature, const Arguments& a);
    Value new_relu(Dialect dialect);
    Value other_layer(std::string_view name);
    Value sequence_of(const Arguments& a);
    Value apply(const Value& layer, const Value& input);
    Value apply_one(int layer, const Value& input);
    Value flow_of(const Value& input);
    bool set_weight(int layer, const Value& value, const std::vector<Index>& at);
    bool set_bias(int layer, const Value& value);

    Script& s_;
    std::vector<Scope> scopes_{1};
    std::map<std::string, Path, std::less<>> imports_;
    std::vector<std::pair<std::string, int>> classes_;  // open ones, with their indent
    std::map<std::string, int, std::less<>> net_names_;
    std::vector<Net> nets_;
    int unknown_input_ = -1;
    std::map<std::pair<int, int>, int> children_;  // of a node through a layer
    std::map<const void*, int> inputs_;            // by their numbers
};

}  // namespace pw::code
