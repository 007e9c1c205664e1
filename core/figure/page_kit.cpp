#include "core/figure/page_kit.h"

#include "core/base/number.h"
#include "core/walk/difference.h"

namespace pw {

Pane still_pane(Pane pane) {
    pane.view = {};
    pane.shown.problem.reset();
    pane.playing = false;
    return pane;
}

Look look_of(const PageLook& page, double width, double height) {
    Look look = page;
    look.width = width;
    look.height = height;
    look.narrow = width < 900;
    return look;
}

std::string title_of(const Kit& kit, const Facts& f) {
    return f.stage ? kit.word("page." + std::string(f.stage->op->word)) : kit.word("figure.input");
}

std::string window_text(const Kit& kit, const Facts& f) {
    if (!f.result || f.step.how == Reduction::map) return {};
    const OpInfo& op = *f.stage->op;
    if (!op.use && !op.reads_indices) return {};
    const WindowSpec& w = f.stage->params.window;
    const Pair kernel = kernel_of(op, f.stage->params);
    std::string text =
        kit.word("page.window", {shape_text(kernel.h, kernel.w), pair_text(stride_of(op, f.stage->params))});
    text += padding_text(kit, f.window().rows, f.window().columns);
    if (op.has(Param::dilation) && w.dilation != Pair{1, 1})
        text += kit.word("page.dilation", {pair_text(w.dilation)});
    return text;
}

std::string setting_text(const Kit& kit, const Facts& f) {
    const std::string window = window_text(kit, f),
                      input = shape_text(f.input->shape().h, f.input->shape().w);
    if (f.stage && f.stage->op->has(Param::output_size))
        return kit.word("page.sizes", {input, pair_text(f.stage->params.output_size)});
    return window.empty() ? kit.word("page.input", {input}) : kit.word("page.setting", {input, window});
}

std::string code_of(const Facts& f) {
    return f.stage ? code_line(*f.stage->op, f.stage->params) : std::string();
}

}  // namespace pw
