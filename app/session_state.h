// What the session holds and how its actions change it; one session_*.cpp for each kind of action.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>

#include "app/background.h"
#include "app/session.h"
#include "core/figure/editable.h"
#include "core/walk/clean.h"
#include "core/walk/difference.h"

namespace pw {

inline constexpr double settles = .18;  // seconds that a resized layout takes
inline constexpr double zooms = .16;    // and a picture that is zoomed

struct CellValue {
    Focus at;
    float value = 0;
};

struct Session::Impl {
    Settings settings;
    double now = 0;  // seconds that tick() has brought

    // What is open, and its past. An entry is what there was, and what then became of it.
    struct Entry {
        Experiment experiment;
        Watch watch;
        std::optional<Note> note;  // none: the difference says it
        bool other = false;        // another document: its stages and its walk are its own
        std::int64_t opened = 0;   // which document it is a state of
    };
    Shown shown;
    std::deque<Entry> past, future;
    std::string last_control;  // of the edit that the next one may merge with
    double last_edit = 0;
    std::int64_t gestures = 0;  // begun so far: each has its own control's name
    std::int64_t openings = 0;  // so far
    std::int64_t opened = 0;    // the one that is open
    std::int64_t revision = 0;  // grows with everything that a document keeps, except time
    std::optional<Problem> notice;
    std::string refused_file;
    std::optional<Toast> toast;
    double toast_seconds = 0;
    bool toast_held = false;

    Background background;  // works out what is asked for, where that takes long
    double waited = 0;      // seconds

    // Time. `clock` is the watched stage's; the other stages' t wait in `times`.
    Clock clock;
    std::map<StageId, double> times;
    bool resume = false;  // was playing when the problem appeared

    // View. Of `watch`, t isn't kept here but in the clock; its stage is never 0 unless there is none to
    // watch.
    Watch watch;
    mutable std::shared_ptr<const BackwardWalk> back;  // of the picture, once it has been worked out
    std::shared_ptr<const PreparedImages> images;      // of the picture, where there was time for it
    std::optional<Focus> hover, selected;
    std::optional<std::string> text;  // being typed into the selected cell
    bool fresh = false, wrong = false;
    double was = 0;                            // the cell's value and …
    std::shared_ptr<const Evaluation> before;  // … the picture before this edit
    std::string gesture;                       // the control's name that its changes share
    std::uint64_t seed = 7;
    Fill last_fill = Fill::random;  // whose change `fill_gesture` names
    std::string fill_gesture;
    bool painting = false;
    Brush brush;
    std::optional<Pair> resize;
    std::shared_ptr<const OtherRules> compared;  // under the rules before, until something else is done
    std::shared_ptr<const Evaluation> settling;  // the picture before the last resize, while it eases
    double settle_seconds = 0;
    std::optional<std::pair<Focus, Tensor>> pasted;  // what didn't fit, for PasteAll
    std::optional<OfferedCode> code;
    std::int64_t codes = 0;   // offered so far
    double card_seconds = 0;  // since the problem appeared
    std::string hot, focused;
    // A picture's zoom: where it goes, from which pitch, for how long, and whether it is whole in the end.
    std::optional<Zoom> zoom;
    double zoom_from = 1, zoom_seconds = zooms;
    bool zoom_out = false;
    double split = .5;
    UnderPicture under = UnderPicture::window;
    bool near_corner = false;
    std::array<bool, 7> in_sight{true, true, true, true, true, true, true};  // by Focus::Grid
    bool show_focus = false;
    bool help = false;
    std::set<StageId> untied;  // stages whose kernel's h and w are edited apart

    // Edits: session_edit.cpp.
    void on(const action::Set& a);
    void on(const action::SetDialect& a);
    void on(const action::SetOp& a);
    void on(const action::SetWeight& a);
    void on(const action::SetBias& a);
    void on(const action::SetSend& a);
    void on(const action::TakeFix& a);
    void on(const action::Undo& a);
    void on(const action::Redo& a);
    void commit(Experiment next, const std::string& control, std::optional<Note> note = std::nullopt,
                bool may_wait = false);
    bool merges(const std::string& control) const;
    std::string new_gesture(const char* name);
    void swap_with(std::deque<Entry>& from, std::deque<Entry>& to);
    void forget_the_oldest();
    void show(Experiment asked, bool may_wait = false);
    void accept(std::shared_ptr<const Evaluation> next, const Experiment& last);
    void take(Prepared worked);
    void finish();  // what is being worked out
    void tie_kernel(bool tied);
    std::vector<Note> notes(const std::deque<Entry>& entries, std::size_t most) const;

    // Stages: session_stages.cpp.
    void on(const action::AddStage& a);
    void on(const action::ApplyPreset& a);
    void on(const action::TakeSize& a);
    void insert(Stage stage, StageId after, std::optional<Note> note = std::nullopt);  // and watches it
    void on(const action::RemoveStage& a);
    void on(const action::DuplicateStage& a);
    void on(const action::MuteStage& a);
    void on(const action::MoveStage& a);
    // A comparison: session_compare.cpp.
    void on(const action::Compare&);
    void on(const action::SwapSides&);
    // The watched stage's result; of two that are compared, the one that takes more steps. nullptr: none.
    const StageResult* leader(const Evaluation& e) const;
    // The comparison whose second side was watched has ended.
    void follow_side(const Experiment& last);
    // The watched stage is gone or muted: the one before it.
    void follow_watch(const Experiment& last);

    // Cells: session_cells.cpp.
    void on(const action::TypeText& a);
    void on(const action::EditCell& a);
    void on(const action::EraseText&);
    void on(const action::ClearCell&);
    void on(const action::MoveCell& a);
    void on(const action::Paint& a);
    void on(const action::EndGesture&);
    void on(const action::ToggleBrush&);
    void on(const action::SetBrush& a);
    void on(const action::PickBrush& a);
    std::optional<CellPlane> plane_of(Focus::Grid grid) const;  // nothing: it can't be edited
    bool editable(const Focus& f) const;
    std::optional<Focus> first_editable() const;  // the first cell of the first grid
    bool editing() const { return selected && editable(*selected); }
    double value_at(const Focus& f) const;
    // Those that are shown, editable and inside their grid.
    void set_cells(Experiment& e, std::span<const CellValue> cells) const;
    void put(float value);  // into the selected cell
    void read_text();       // what has been typed, as far as it is a number
    void start_typing(bool keep);
    void leave_cell();  // what was typed stays
    void give_back();   // the old value
    void select(std::optional<Focus> at);
    Pair size_of(Focus::Grid grid) const;
    std::optional<std::string> selected_table() const;
    std::optional<CellEdit> cell_edit() const;

    // The input as a whole: session_input.cpp.
    void on(const action::Resize& a);
    void on(const action::FillInput& a);
    void on(const action::SetSeed& a);
    void fill_with(const Tensor& from);
    void on(const action::Paste& a);
    void on(const action::PasteAll& a);
    void paste_whole(const Tensor& table);
    void paste_from(const Focus& corner, const Tensor& table);

    // Noise and shift: session_noise.cpp.
    void on(const action::SetNoise& a);
    void on(const action::SetShift& a);
    void on(const action::ShowChanges& a);
    bool wants_clean() const;
    void fetch_clean();  // where it is wanted and not there
    void say_fixed();

    // Code: session_code.cpp.
    void on(const action::ReadCode& a);
    void on(const action::UseCode&);
    void on(const action::DropCode&);
    void take(Expected<CodeRead> read, const std::string& name);
    void use(const CodeRead& code, const std::string& name);

    // What is open: session_open.cpp.
    void on(const action::Open& a);
    void on(const action::OpenSample& a);
    void on(const action::NewDocument&);
    void on(const action::Renamed& a);
    void on(const action::Report& a);
    void on(const action::DismissNotice&);
    void on(const action::ShowToast& a);
    void on(const action::DismissToast&);
    void say(Toast t);
    void open(const Document& document, const Prepared& prepared = {});
    void open(const Expected<Document>& document);
    // `prepared`: what has been worked out of it already.
    void adopt(const Experiment& experiment, const Watch& watch, const Prepared& prepared = {});

    // Time: session_time.cpp.
    void on(const action::Play&);
    void on(const action::Forward&);
    void on(const action::Back&);
    void on(const action::ToStart&);
    void on(const action::ToEnd&);
    void on(const action::Seek& a);
    void on(const action::Faster&);
    void on(const action::Slower&);
    void on(const action::SetSpeed& a);
    void on(const action::Loop&);
    void tick(double seconds);
    void pass(double seconds);
    bool moving() const;
    std::optional<double> due() const;
    double toast_shown() const;
    double waiting() const;  // 0..1: how far the picture gives way to what is being worked out
    void interrupt();        // a problem appeared
    void go_on();            // and is gone
    // After the picture changed: every stage's window stays where it was.
    void keep_places(const Evaluation& last);
    void set_clock(double t);

    // View: session_view.cpp.
    void on(const action::SetDirection& a);
    void on(const action::WatchStage& a);
    void on(const action::SetColour& a);
    void on(const action::SetMap& a);
    void on(const action::Channel& a);
    void on(const action::Hover& a);
    void on(const action::Select& a);
    void on(const action::ShowField&);
    void on(const action::MoveField& a);
    // The value whose field is looked at, in a grid of the whole chain.
    std::optional<Focus> field() const;
    void on(const action::ZoomPicture& a);
    void on(const action::MoveSplit& a);
    void on(const action::ShowUnder& a);
    std::optional<Zoom> zoom_now() const;
    void on(const action::SetTheme& a);
    void on(const action::SetLanguage& a);
    void on(const action::SetScale& a);
    void on(const action::SetNumbers& a);
    void on(const action::ToggleIndices&);
    void on(const action::ToggleHelp&);
    void on(const action::Escape&);
    const StageResult* watched_result() const;
    bool exists(const Focus& f) const;
    // After anything changed: channel, hover and selection lie within what is shown.
    void settle_view();
    double card() const;
    Pane pane() const;
    Pane pane_at_rest() const;  // without what the pointer and the keys do to cells
};

// What a convolution begins with: a rising diagonal, one output channel, each input channel looked at alike.
Tensor first_weight(std::int64_t channels);
// A blur of two cells would be an average: it begins as it is used, with three of them that overlap.
void begin_blur(WindowSpec& window);
// What undoes the pooling whose indices an unpooling after that stage takes; the defaults when there is none.
Params unpooling_after(const Evaluation& e, StageId after);

}  // namespace pw
