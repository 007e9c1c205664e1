// Everything that a person (or a test) can ask the session to do. Keys, clicks, drops and panels all end
// here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/problem.h"
#include "core/figure/figure.h"
#include "core/walk/document.h"

namespace pw::action {

// Edits of the experiment: each goes on the undo stack; the same control within 0.8 s merges with its last
// entry.
// In a control's name: its changes are one drag, told from the next by what follows.
inline constexpr std::string_view drag_mark = "/drag ";
struct Set {  // parameters of a stage, in PyTorch's names; kernel_size, stride, padding, dilation: (h, w)
    StageId stage;
    std::vector<Change>
        changes;          // {"stride", {}} follows the kernel again; switches: {"ceil_mode", {0 or 1}}
    std::string control;  // what merges: "kernel", "fix", …
};
struct SetOp {
    StageId stage;
    std::string op;
};
// A convolution's own: all weights at once, and the bias of one output channel.
struct SetWeight {
    StageId stage;
    Tensor weight;
    std::string control;
};
struct SetBias {
    StageId stage;
    std::int64_t channel;
    float bias;
    std::string control = "bias";
};
struct Undo {};
struct Redo {};

// What is open.
struct Open {
    Document document;
};
struct OpenSample {
    std::string name;
};
struct OpenFile {
    std::string name;
    std::string bytes;
    FileReader files;
};  // told by its content
struct Report {
    Problem problem;
};  // something failed outside: shown, nothing else changes
struct DismissNotice {};

// Time.
struct Play {};  // toggles
struct Forward {};
struct Back {};
struct ToStart {};
struct ToEnd {};
struct Seek {
    double t;
};
struct Faster {};
struct Slower {};
struct SetSpeed {
    double speed;
    bool ten_seconds = false;
};
struct Loop {};  // toggles

// View.
struct WatchStage {
    StageId stage;
};
struct SetColour {
    ColourBy colour;
};
struct SetMap {
    Map map;
};
struct Channel {
    int by;
};  // -1, +1: around
struct Hover {
    std::optional<Focus> at;
};
struct Select {
    std::optional<Focus> at;
};
struct SetTheme {
    Theme theme;
};
struct SetLanguage {
    Language language;
};
struct SetScale {
    double scale;
};  // 0.75 … 3
struct ToggleIndices {};
struct ToggleHelp {};
struct Escape {};  // leaves whatever is open: help, menu, selection

using Any = std::variant<Set, SetOp, SetWeight, SetBias, Undo, Redo, Open, OpenSample, OpenFile, Report,
                         DismissNotice, Play, Forward, Back, ToStart, ToEnd, Seek, Faster, Slower, SetSpeed,
                         Loop, WatchStage, SetColour, SetMap, Channel, Hover, Select, SetTheme, SetLanguage,
                         SetScale, ToggleIndices, ToggleHelp, Escape>;

}  // namespace pw::action
