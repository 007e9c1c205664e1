#include "core/code/code_text.h"

#include "core/code/write_script.h"

namespace pw {

CodeText code_of(const Evaluation& evaluation, StageId watched, bool all_stages, Framework framework) {
    const auto script = script::script_of(evaluation, watched, all_stages);
    if (!script) return script::none(script.error());
    switch (framework) {
        case Framework::torch:
            return script::write_torch(*script);
        case Framework::keras:
            return script::write_keras(*script);
        case Framework::onnx:
            return script::write_onnx(*script);
        case Framework::numpy:
            return script::write_numpy(*script);
    }
    return {};
}

std::string joined(const CodeText& code) {
    std::string text;
    for (const std::string& line : code.lines) text += line + "\n";
    return text;
}

}  // namespace pw
