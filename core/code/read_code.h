// Python text (a line, a script, a notebook's cells) as an experiment. Only literals, names for them, tensors
// and layers are read; nothing is run, and what isn't understood is named, line by line, and left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/walk/document.h"

namespace pw {

namespace limits {
inline constexpr std::size_t code_bytes = 256u << 10;  // of a text of code
}

struct CodeLine {
    enum class Use { used, no_stage /* a layer that isn't here */, left_alone };
    int number = 1;    // of its first line in the text
    std::string text;  // all of it on one line, long lists cut
    Use use = Use::left_alone;
    std::vector<Message> meaning;  // what it becomes, or why it doesn't: joined with commas
    std::vector<Message> notes;    // what is different here: behind that, joined with semicolons
};

struct CodeRead {
    enum class Makes { layer /* in the watched stage's place */, stages, input, experiment };
    std::vector<CodeLine> lines;
    int used = 0;
    Makes makes = Makes::experiment;
    Document document;  // with all that the text doesn't say as it is now
};

// Whether it could be meant as code: it calls something that makes a layer or a tensor, or it is one list.
bool looks_like_code(std::string_view text);

// Refused when it is too long or when nothing in it is of use ("problem.code.*"). What can't work (a window
// larger than its input) is no reason: the evaluation says so.
Expected<CodeRead> read_code(std::string_view text, const Document& current);

}  // namespace pw
