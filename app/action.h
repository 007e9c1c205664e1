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
#include "core/figure/prepared.h"
#include "core/walk/document.h"
#include "core/walk/fill.h"
#include "core/walk/inverse.h"

namespace pw {

// A fact that is shown for a few seconds, with one thing to do about it. Problems are never toasts.
struct Toast {
    enum class Does { nothing, undo, grow, copy, open };
    Message text;
    bool check = false;
    Message button;  // empty: none
    Does does = Does::nothing;
    std::string copies{};  // the text that `copy` puts on the clipboard
    std::string file{};    // what `open` opens …
    Reading reading{};     // … read so
    bool operator==(const Toast&) const = default;
};

}  // namespace pw

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
// Whose rules hold, for all stages.
struct SetDialect {
    Dialect dialect;
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
struct TakeFix {
    std::size_t n;
};  // of the error card's offers
struct Undo {
    int steps = 1;
};
struct Redo {
    int steps = 1;
};

// Stages. Of a stage that a chain can't do without its neighbours' sizes, the error card says what follows.
struct AddStage {
    StageId after;  // input_stage: as the first one
    std::string op;
};
// One known from networks: in the stage's place if it pools, else after it.
struct ApplyPreset {
    StageId stage;
    std::string id;
};
// The experiment with an answer of "I need a size" in the stage's place.
struct TakeSize {
    Experiment of;
    StageId stage;
    SizeAnswer answer;
    Pair wanted, given;
    std::string control;
};
struct RemoveStage {
    StageId stage;
};
struct DuplicateStage {
    StageId stage;
};
struct MuteStage {
    StageId stage;
};  // toggles
struct MoveStage {
    StageId stage;
    int to;  // its place among the others, from 0
};

// The watched stage beside a copy of itself with the other operation; ends a comparison that there is.
struct Compare {};
struct SwapSides {};

// The input's and the kernel's cells. Only editable ones can be changed: see Session::editable.
struct TypeText {
    std::string text;
};                         // into the selected cell; the first character starts over
struct EditCell {          // goes on from what is there
    bool replace = false;  // the first character replaces it
    bool first = false;    // nothing is selected: selects the first cell instead
};
struct EraseText {};  // the last character
struct ClearCell {};  // to 0
struct MoveCell {
    int dy = 0, dx = 0;
    bool onwards = false;  // past a row's end to the next row, past the last cell to the next grid
};                         // what was typed stays
struct Paint {
    std::vector<Focus> cells;
};                     // with the brush; all until EndGesture are one change
struct EndGesture {};  // the button was let go
struct ToggleBrush {};
struct SetBrush {
    double value;
};
struct PickBrush {
    Focus from;
};
struct Resize {
    std::int64_t h, w;
    bool preview = false;  // while the corner is dragged: nothing changes yet
    std::string control = {};
};
struct FillInput {
    Fill fill;
};
// Of a random fill or noise that was the last change: it is drawn anew.
struct SetSeed {
    std::uint64_t seed;
};
struct Paste {
    std::string text;  // a table, or an experiment as one line
};
struct PasteAll {};  // once more, with an input large enough for it
struct ReadCode {
    std::string text, name;
};                  // a file of Python: one line is taken at once, a script is offered
struct UseCode {};  // what is offered
struct DropCode {};

// What is open.
struct Open {
    Document document;
    Prepared prepared = {};  // what has been worked out of it already
};
struct OpenSample {
    std::string name;
};
struct NewDocument {};
struct Renamed {
    std::string name;
};  // the document was saved under this name
struct ShowToast {
    Toast toast;
};
struct DismissToast {};
// Something failed outside: shown, nothing else changes. `file`: the one that couldn't be opened as it is,
// when the problem's fixes say how it can be.
struct Report {
    Problem problem;
    std::string file = {};
};
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

// What the last stage sends back: ones, or numbers of one's own, which begin as ones.
struct SetSend {
    bool own;
};

// What the stages read in place of the input's own values.
struct SetNoise {
    Noise noise;
    std::string control;
};
struct SetShift {
    Shift shift;
};

// View.
struct SetDirection {
    Direction direction;
};
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
// What noise and shift have changed, in place of the output.
struct ShowChanges {
    bool on;
};
// The whole chain with what a value sees and reaches: of the current step's output; leaves it again.
struct ShowField {};
struct MoveField {
    int dy = 0, dx = 0;
    bool onwards = false;  // past a row's end to the next row, past the last cell to the next stage
};
// A picture from one zoom to another pitch; the whole of it at the end, or until it is dragged.
struct ZoomPicture {
    Zoom from;
    double pitch = 1;
    bool whole = false;
};
// The line between two pictures, 0..1.
struct MoveSplit {
    double to;
};
struct ShowUnder {
    UnderPicture what;
};
struct SetTheme {
    Theme theme;
};
struct SetLanguage {
    Language language;
};
struct SetNumbers {
    NumberFormat format;
};
struct SetScale {
    double scale;
};  // 0.75 … 3
struct ToggleIndices {};
struct ToggleHelp {};
struct Escape {};  // leaves whatever is open: help, menu, selection

using Any =
    std::variant<Set, SetDialect, SetOp, SetWeight, SetBias, TakeFix, Undo, Redo, AddStage, ApplyPreset,
                 TakeSize, RemoveStage, DuplicateStage, MuteStage, MoveStage, Compare, SwapSides, TypeText,
                 EditCell, EraseText, ClearCell, MoveCell, Paint, EndGesture, ToggleBrush, SetBrush,
                 PickBrush, Resize, FillInput, SetSeed, Paste, PasteAll, ReadCode, UseCode, DropCode, Open,
                 OpenSample, NewDocument, Renamed, ShowToast, DismissToast, Report, DismissNotice, Play,
                 Forward, Back, ToStart, ToEnd, Seek, Faster, Slower, SetSpeed, Loop, SetSend, SetNoise,
                 SetShift, ShowChanges, SetDirection, WatchStage, SetColour, SetMap, Channel, Hover, Select,
                 ShowField, MoveField, ZoomPicture, MoveSplit, ShowUnder, SetTheme, SetLanguage, SetNumbers,
                 SetScale, ToggleIndices, ToggleHelp, Escape>;

}  // namespace pw::action
