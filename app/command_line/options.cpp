#include "app/command_line/options.h"

namespace pw {

namespace {

constexpr OptionInfo view[] = {
    {"--sample", "NAME", "cli.view.sample"},
    {"--stage", "N", "cli.view.stage"},
    {"--step", "N", "cli.view.step"},
    {"--time", "T", "cli.view.time"},
    {"--size", "WxH", "cli.view.size"},
    {"--scale", "X", "cli.view.scale"},
    {"--theme", "light|dark", "cli.view.theme"},
    {"--language", "en|zh", "cli.language"},
    {"--color,--colour", "region|value", "cli.view.colour"},
    {"--map", "viridis|cividis|grey", "cli.view.map"},
    {"--screenshot", "FILE", "cli.view.screenshot"},
    {"--report-layout", "FILE", "cli.view.report"},
    {"--keep-state", nullptr, "cli.view.keep_state"},
    {"--assets", "DIR", "cli.view.assets"},
    {"--help,-h", nullptr, "cli.help"},
    {"--version", nullptr, "cli.version"},
};

constexpr OptionInfo eval[] = {
    {"--op", "NAME", "cli.eval.op"},
    {"--input", "FILE", "cli.eval.input"},
    {"--output", "FILE", "cli.eval.output"},
    {"--indices", "FILE", "cli.eval.indices"},
    {"--kernel", "2|2x3", "cli.eval.kernel"},
    {"--stride", "2|2x3", "cli.eval.stride"},
    {"--padding", "1|1x0|T,L,B,R", "cli.eval.padding"},
    {"--dilation", "2|2x3", "cli.eval.dilation"},
    {"--ceil-mode", nullptr, "cli.eval.ceil_mode"},
    {"--count-include-pad", "true|false", "cli.eval.count_include_pad"},
    {"--divisor-override", "N", "cli.eval.divisor_override"},
    {"--weight", "FILE", "cli.eval.weight"},
    {"--bias", "FILE", "cli.eval.bias"},
    {"--dialect", "torch", "cli.eval.dialect"},
    {"--language", "en|zh", "cli.language"},
    {"--help,-h", nullptr, "cli.help"},
};

}  // namespace

std::span<const OptionInfo> view_options() { return view; }
std::span<const OptionInfo> eval_options() { return eval; }

}  // namespace pw
