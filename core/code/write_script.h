// What the writers of all frameworks work from: the stages with their names and numbers, their windows in
// other rules' words, and how exactly their numbers can be asserted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/code/code_text.h"

namespace pw::script {

// How far a framework's float32 may be from ours.
struct Check {
    bool exact = true;  // no order of the sums rounds
    double error = 0;   // at most, of each number
};

// One stage.
struct Part {
    const Stage* stage = nullptr;
    const StageResult* result = nullptr;
    const Tensor* input = nullptr;
    std::string name;           // of its module: "pool", "pool2"
    std::string from, to;       // what it reads and what it makes: "x", "a", …, "y"
    std::string gives_indices;  // the name of its indices, when a stage after it takes them
    std::string takes_indices;  // unpooling: of those it takes
    bool has_them = false;      // unpooling: a stage of the script gives them
    bool marked = false;
    bool checked = false;  // its numbers are asserted
    Check check;

    const OpInfo& op() const { return *stage->op; }
    const Params& params() const { return stage->params; }
    const Window& window() const { return result->plan.window; }
    const Tensor& output() const { return result->out.values; }
};

struct Script {
    const Tensor* input = nullptr;
    std::vector<Part> parts;
    bool shape_only = false;  // the numbers are too many, or too large for float32's sums
};

Expected<Script, Message> script_of(const Evaluation& evaluation, StageId watched, bool all_stages);

// A file as it grows.
struct Lines {
    std::vector<std::string> lines;
    int marked = -1;

    void add(std::string line) { lines.push_back(std::move(line)); }
    void add(const std::vector<std::string>& more) { lines.insert(lines.end(), more.begin(), more.end()); }
    bool say(const std::string& word) const;
    // The line to come is the stage's own.
    void mark(const Part& part) {
        if (part.marked) marked = static_cast<int>(lines.size());
    }
};

// The windows as the rules of a framework ask for them; nothing when they don't know such.
std::optional<WindowSpec> asked_in(Dialect dialect, const Part& part);

// Padding by side, with what ceil_mode reaches beyond it.
struct Sides {
    std::int64_t top = 0, bottom = 0, left = 0, right = 0;
    bool any() const { return top > 0 || bottom > 0 || left > 0 || right > 0; }
};
Sides sides_of(const Window& window);
// The same windows on an input that is padded already.
WindowSpec unpadded(const Part& part);
// Kernel, stride and dilation in force.
Pair kernel(const Window& window);
Pair stride(const Window& window);
Pair dilation(const Window& window);

// Averages: what the sums of an axis' windows are divided by, and the factor of all: their product is the
// divisor.
std::vector<std::int64_t> shares(const Part& part, const Axis& axis);
std::int64_t divisor_factor(const Part& part);
// LP: how many cells of an axis each window really has.
std::vector<std::int64_t> real_counts(const Axis& axis);
bool alike(const std::vector<std::int64_t>& values);
// Stochastic: the numbers that decide, in the output's order.
std::vector<std::string> draws(const Part& part);
// Any NaN or infinity.
bool strange(const Tensor& tensor);
bool any_nan(const Tensor& tensor);
// Whether its numbers, as they are written, are these very ones in double, too; never with NaN.
bool reads_back(const Tensor& tensor);

// "[1, 2, 1]": blur pooling's weights along one axis.
std::string binomial(std::int64_t k);
// `value` is the part's numbers, as NumPy sees them.
std::vector<std::string> numpy_assertion(const Part& part, const std::string& value, bool shape_only);
// "from math import inf, nan", of what the lines have; nothing when they have neither.
std::vector<std::string> math_import(const Lines& lines);
// "1e-5": not below the error.
std::string tolerance(double error);
// "(2, 3)" always in brackets.
std::string both(Pair p);
std::string shape_tuple(const Shape& s);
// Why the numbers aren't asserted, or nothing.
std::vector<std::string> shape_note(const Script& script);
// "x = HEAD([[1., 2], [3, 4]]TAIL.reshape(1, 1, 2, 2)", or random numbers.
std::vector<std::string> input_lines(const Script& script, const std::string& head, const std::string& tail,
                                     const std::string& random);

CodeText write_torch(const Script& script);
CodeText write_keras(const Script& script);
CodeText write_onnx(const Script& script);
CodeText write_numpy(const Script& script);

// A file: what is imported, an empty line, the rest.
CodeText finished(std::vector<std::string> imports, const Lines& body, const Script& script);
CodeText none(Message why);

}  // namespace pw::script
