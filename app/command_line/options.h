// The options of each subcommand, once: for the parser and for --help.
#pragma once

#include <span>

namespace pw {

struct OptionInfo {
    const char* name;   // "--kernel"; aliases after a comma aren't shown
    const char* value;  // what follows it in --help; nullptr: nothing does
    const char* help;   // key of its line
};

std::span<const OptionInfo> view_options();
std::span<const OptionInfo> eval_options();
std::span<const OptionInfo> export_options();

}  // namespace pw
