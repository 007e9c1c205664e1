#include "app/command_line/options.h"

namespace pw {

namespace {

constexpr OptionInfo view[] = {
    {"--sample", "NAME", "cli.view.sample"},
    {"--reduce", "N", "cli.reduce"},
    {"--channels", "first|last", "cli.channels"},
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
    {"--reduce", "N", "cli.reduce"},
    {"--channels", "first|last", "cli.channels"},
    {"--output", "FILE", "cli.eval.output"},
    {"--indices", "FILE", "cli.eval.indices"},
    {"--gradient", "FILE", "cli.eval.gradient"},
    {"--kernel", "2|2x3", "cli.eval.kernel"},
    {"--stride", "2|2x3", "cli.eval.stride"},
    {"--padding", "1|1x0|T,L,B,R", "cli.eval.padding"},
    {"--dilation", "2|2x3", "cli.eval.dilation"},
    {"--ceil-mode", nullptr, "cli.eval.ceil_mode"},
    {"--count-include-pad", "true|false", "cli.eval.count_include_pad"},
    {"--divisor-override", "N", "cli.eval.divisor_override"},
    {"--norm", "P", "cli.eval.norm"},
    {"--seed", "N", "cli.eval.seed"},
    {"--samples", "W,H", "cli.eval.samples"},
    {"--output-size", "3|3x2", "cli.eval.output_size"},
    {"--weight", "FILE", "cli.eval.weight"},
    {"--bias", "FILE", "cli.eval.bias"},
    {"--auto-pad", "valid|same_upper|same_lower", "cli.eval.auto_pad"},
    {"--storage-order", "0|1", "cli.eval.storage_order"},
    {"--dialect", "torch|onnx|tf", "cli.eval.dialect"},
    {"--language", "en|zh", "cli.language"},
    {"--help,-h", nullptr, "cli.help"},
};

constexpr OptionInfo exports[] = {
    {"--sample", "NAME", "cli.view.sample"},
    {"--reduce", "N", "cli.reduce"},
    {"--channels", "first|last", "cli.channels"},
    {"--output", "FILE|FOLDER/|-", "cli.export.output"},
    {"--format", "svg|png|pdf|tex|gif|mp4", "cli.export.format"},
    {"--layout", "WHAT", "cli.export.layout"},
    {"--all-steps", nullptr, "cli.export.all_steps"},
    {"--stage", "N", "cli.view.stage"},
    {"--step", "N", "cli.export.step"},
    {"--time", "T", "cli.export.time"},
    {"--size", "WxH|NAME", "cli.export.size"},
    {"--scale", "X", "cli.export.scale"},
    {"--type", "large|screen", "cli.export.type"},
    {"--theme", "light|dark|print", "cli.export.theme"},
    {"--palette", "FILE", "cli.export.palette"},
    {"--color,--colour", "region|value", "cli.view.colour"},
    {"--map", "viridis|cividis|grey", "cli.view.map"},
    {"--show", "PARTS", "cli.export.show"},
    {"--hide", "PARTS", "cli.export.hide"},
    {"--transparent", nullptr, "cli.export.transparent"},
    {"--outlines", nullptr, "cli.export.outlines"},
    {"--fps", "N", "cli.export.fps"},
    {"--speed", "X|10s", "cli.export.speed"},
    {"--variants", "N", "cli.export.variants"},
    {"--seed", "N", "cli.export.seed"},
    {"--level", "plain|padded", "cli.export.level"},
    {"--answers", nullptr, "cli.export.answers"},
    {"--language", "en|zh", "cli.language"},
    {"--help,-h", nullptr, "cli.help"},
};

}  // namespace

std::span<const OptionInfo> view_options() { return view; }
std::span<const OptionInfo> eval_options() { return eval; }
std::span<const OptionInfo> export_options() { return exports; }

}  // namespace pw
