// What was read, in a line.
#pragma once

#include <fmt/format.h>

#include <string>
#include <variant>

#include "core/base/number.h"
#include "core/code/read_code.h"

namespace pw {

// What is open when something is pasted: a 4 x 4 input and one max pooling.
inline Document before() { return *load_sample("max-4x4"); }

// "1x1x5x5: nn.Conv2d(1, 1, 3); nn.MaxPool2d(2) | nn.AvgPool2d(2)": the input where it is a new one (and
// its numbers where it is all), the stages, and the one beside.
inline std::string summary(const CodeRead& read) {
    const Experiment& e = read.document.experiment;
    const Shape& s = e.input.tensor.shape();
    const std::string size = fmt::format("{}x{}x{}x{}", s.n, s.c, s.h, s.w);
    if (read.makes == CodeRead::Makes::input) {
        std::string text = size + " =";
        for (const float v : e.input.tensor.data()) text += " " + shortest(v);
        return text;
    }
    std::string text;
    for (const Stage& stage : e.stages)
        text += (text.empty() ? "" : "; ") + code_line(*stage.op, stage.params);
    if (e.branch) text += " | " + code_line(*e.branch->stage.op, e.branch->stage.params);
    return read.makes == CodeRead::Makes::experiment ? size + ": " + text : text;
}

inline std::string plain(const Message& m) {
    std::string text = m.key.substr(m.key.find('.') + 1);
    for (const Arg& arg : m.args) {
        if (const auto* word = std::get_if<std::string>(&arg)) text += " " + *word;
        if (const auto* number = std::get_if<std::int64_t>(&arg)) text += fmt::format(" {}", *number);
    }
    return text;
}

// What the row with this number says: "- import", "stage max_pool 2 × 2, stride 3; left_out print()".
inline std::string said(const CodeRead& read, int number) {
    for (const CodeLine& line : read.lines) {
        if (line.number != number) continue;
        std::string text = line.use == CodeLine::Use::used       ? ""
                           : line.use == CodeLine::Use::no_stage ? "o "
                                                                 : "- ";
        for (std::size_t i = 0; i < line.meaning.size(); ++i)
            text += (i > 0 ? ", " : "") + plain(line.meaning[i]);
        for (const Message& note : line.notes) text += "; " + plain(note);
        return text;
    }
    return "no such line";
}

}  // namespace pw
