// What the panes share during one frame, and what they remember between frames.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/files/open_work.h"
#include "app/files/recent.h"
#include "app/layout.h"
#include "app/panels/code_view.h"
#include "app/panels/colours.h"
#include "app/panels/export_pane.h"
#include "app/panels/file_request.h"
#include "app/panels/open_dialog.h"
#include "app/panels/size_pane.h"
#include "app/session.h"
#include "app/ui/kit.h"
#include "core/figure/figure.h"

namespace pw {

enum class Popover {
    none,
    samples,
    operations,
    controls,  // the drawer of a narrow window
    open,
    save,
    add,
    chip,
    undo,
    redo,
    code
};

// A row of the samples' menu, made when the menu first opens.
struct Sample {
    Message title;
    Thumb thumb;
};

// A chip that is dragged to another place.
struct Lift {
    StageId stage = input_stage;     // pressed; none: input_stage
    double from = 0, grab = 0;       // where the pointer was pressed, and how far into the chip
    bool up = false;                 // it has moved far enough to be lifted
    bool dropped = false;            // Esc put it back: the button is still down
    int to = 0;                      // its place among the others
    double shift = 0;                // how far the row is scrolled meanwhile
    std::optional<Message> refusal;  // why the chain can't work with it there
};

// The last changes in words, worked out when they are first looked at.
struct History {
    std::int64_t revision = -1;
    std::vector<Note> past, future;  // newest last
};

// Pictures of what the fills would give, kept while the input and the seed stay.
struct FillThumbs {
    Tensor of;
    std::uint64_t seed = 0;
    Theme theme = Theme::light;
    std::vector<Thumb> all;
};

// The script that is offered: what it would make, and how far down it is.
struct PastedMemory {
    std::int64_t number = 0;
    std::shared_ptr<const Evaluation> result;  // nullptr: it would take a while
    Colours colours;
    double scroll = 0;
};

// A drag over a picture: what it moves, and which of its cells the pointer holds.
struct PictureDrag {
    enum class What { none, pan, split, overview };
    What what = What::none;
    bool moved = false;
    Vec2 from, cell, away;  // away: from the pointer to the same place of the input's view
};

struct Memory {
    Colours colours;
    Popover open = Popover::none;
    std::string opener;  // what the focus returns to, when the keyboard opened it
    bool by_keys = false;
    Rect anchor;            // of the control that opened it
    double scroll = 0;      // of the controls, in a low window
    double copied_for = 0;  // seconds that "copied" still shows
    std::optional<std::string> clipboard;
    bool full_screen = false;
    bool wants_paste = false;
    std::optional<FileRequest> file_request;
    std::optional<OpenWork::Status> opening;  // a file that is being read
    std::vector<RecentFile> recent;
    std::filesystem::path document_path;  // where what is open was saved; empty: nowhere yet
    std::optional<Message> last_session;  // title of what was open last time, to be had back
    OpenDialog dialog;
    ExportPane exports;
    SizePane size;
    CodeView code;
    bool copies_picture = false;        // asked for by its key …
    std::optional<ExportTask> picture;  // … and what that means here
    double menu_scroll = 0;             // of the samples' menu, in a low window
    double help_scroll = 0;
    Lift lift;
    double toast_seconds = 0;          // that the last frame's had been there
    bool toast_up = false;             // it lies at the sheet's top
    bool row_scrolls = false;          // a lifted chip is at the row's edge
    StageId menu_stage = input_stage;  // whose chip's menu is open
    History history;
    PastedMemory pasted;
    std::string sent_hover;  // spot that the session was last told of
    Vec2 pointer{-1, -1};    // where it was over the sheet in the last frame
    bool had_problem = false;
    bool pictured = false;  // the canvas shows pixels, which are walked forward only
    // A drag on the canvas: where the pointer was, and what it does.
    Vec2 held;
    bool resizing = false, painting = false;
    bool pictures = false;          // the canvas shows an input and its output as pictures
    std::vector<int> picture_keys;  // pressed since the last frame
    PictureDrag picture_drag;
    double zoom_target = 0,
           zoom_time = 0;  // the pitch that it is on its way to; of the walk, in the last frame
    FillThumbs fills;
    std::optional<Vec2> brush_at;             // on the sheet; the brush stands in for the pointer
    std::string focus_next;                   // control that is to have the keyboard from the next frame on
    std::map<std::string, Sample> samples;    // by name and theme
    std::string find, found_for;              // typed while the operations' popover is open; as last drawn
    std::map<std::string, Thumb> operations;  // what each would give here, while their popover is open
    std::optional<Document> tried_on;         // the document with a small input, once it is needed
    std::shared_ptr<const Evaluation> tried;  // of which picture and theme they were made
    Theme tried_theme = Theme::light;
};

struct Frame {
    Session& session;
    const Words& words;
    const Fonts& fonts;
    Kit& kit;
    Memory& memory;
    Layout layout;
    Pane pane;
    double seconds = 0;

    std::string say(std::string_view key) const { return words(key); }
    bool chinese() const { return words.language() == Language::zh; }
    void open(Popover what, const std::string& by, Rect anchor) {
        memory.open = memory.open == what ? Popover::none : what;
        memory.opener = by;
        memory.by_keys = kit.hand.ring();
        memory.anchor = anchor;
        memory.operations.clear();
        memory.menu_scroll = 0;
        memory.find.clear(), memory.found_for.clear();
    }
};

// What the watched stage would give after the action, in a popover: tried on a copy, once while it is open.
const Thumb& result_of(Frame& f, const std::string& key, const action::Any& action);

// One file per pane.
Scene canvas_scene(Frame& f);  // composed before the panes, which draw around it
void canvas_pane(Frame& f, const Scene& scene);
// Where the strip or the error card begins, from the sheet's top.
double strip_top(const Frame& f, const Scene& scene);
void ribbon_pane(Frame& f);
// The ribbon's chips; they may begin as far left as that.
void stages_row(Frame& f, Rect room, double least_x);
void undo_button(Frame& f, Rect r, bool redo);  // its history is one press away
void controls_pane(Frame& f);
// A convolution's presets and bias, from a corner of the controls; it ends with a line at this height.
double kernel_section_height(const Frame& f, const Stage& stage);
void kernel_section(Frame& f, const Stage& stage, Vec2 corner, double width);
void transport_pane(Frame& f);
// While the export pane is open, in place of canvas and controls.
Scene export_scene(Frame& f);
void export_page_pane(Frame& f);
void export_controls(Frame& f);
// Opens or closes it; a new document gets a new file's name.
void toggle_export(Session& session, Memory& memory);
// "I need a size", in place of the controls; its answer under the pointer is what the canvas shows.
void size_pane(Frame& f);
void open_size(Session& session, Memory& memory);
const Pane* size_preview(Frame& f);
// What it has written since; sizes that have become known.
void export_news(Frame& f);
void notice_pane(Frame& f, const Scene& scene);
void opening_pane(Frame& f, const Scene& scene);
void toast_pane(Frame& f, const Scene& scene);
// Noise and shift, from the section's line on; no height where they aren't offered.
double noise_section_height(const Frame& f);
void noise_section(Frame& f, double top);
// The last section of the controls, from its line on.
double input_section_height(const Frame& f);
void input_section(Frame& f, Vec2 corner, double width);
// On top of the others; true when it closes.
bool samples_popover(Frame& f);
bool operations_popover(Frame& f);
bool add_popover(Frame& f);
bool chip_popover(Frame& f);
bool history_popover(Frame& f, bool redo);
bool controls_drawer(Frame& f);
bool code_popover(Frame& f);
bool open_dialog(Frame& f);
void help_dialog(Frame& f);
void paste_dialog(Frame& f);

// Keys of the chip that has the focus; true when it was one.
bool chip_key(Session& session, Memory& memory, const Hand& hand, int key, int mods);
// Keys while a script is offered; true when they are no business of the window beneath.
bool paste_key(Session& session, Memory& memory, Hand& hand, int key, int mods);
// Esc puts a lifted chip back; true when there was one.
bool put_back(Memory& memory);
// The experiment as one line, to the clipboard.
void copy_line(Session& session, Memory& memory);
// A key that no control wanted.
void command(Session& session, Memory& memory, int key, int mods);
// A key for the selected cell; false when it isn't one.
bool cell_key(Session& session, int key, int mods);
// Through the values of the chain, while a receptive field is shown; false when it isn't one.
bool field_key(Session& session, int key, int mods);

}  // namespace pw
