// What the session holds and how its actions change it; one session_*.cpp for each kind of action.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "app/session.h"

namespace pw {

struct Session::Impl {
    Settings settings;
    double now = 0;  // seconds that tick() has brought

    // What is open, and its past.
    Shown shown;
    std::deque<Experiment> past, future;
    std::string last_control;  // of the edit that the next one may merge with
    double last_edit = 0;
    std::optional<Problem> notice;

    // Time. `clock` is the watched stage's; the other stages' t wait in `times`.
    Clock clock;
    std::map<StageId, double> times;
    bool resume = false;  // was playing when the problem appeared

    // View. Of `watch`, t isn't kept here but in the clock; its stage is never 0 unless there is none to
    // watch.
    Watch watch;
    std::optional<Focus> hover, selected;
    double card_seconds = 0;  // since the problem appeared
    std::string hot, focused;
    bool show_focus = false;
    bool help = false;
    std::set<StageId> untied;  // stages whose kernel's h and w are edited apart

    // Edits: session_edit.cpp.
    void on(const action::Set& a);
    void on(const action::SetOp& a);
    void on(const action::SetWeight& a);
    void on(const action::SetBias& a);
    void on(const action::Undo&);
    void on(const action::Redo&);
    // Whether the next edit of that control goes on with the last one's gesture.
    bool merges(const std::string& control) const;
    void commit(Experiment next, const std::string& control);
    void show(Experiment asked);
    void tie_kernel(bool tied);

    // What is open: session_open.cpp.
    void on(const action::Open& a);
    void on(const action::OpenSample& a);
    void on(const action::OpenFile& a);
    void on(const action::Report& a);
    void on(const action::DismissNotice&);
    void open(const Document& document);
    void open(const Expected<Document>& document);

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
    bool moving() const;
    void interrupt();  // a problem appeared
    void go_on();      // and is gone
    // After the picture changed: every stage's window stays where it was.
    void keep_places(const Evaluation& before);
    void set_clock(double t);

    // View: session_view.cpp.
    void on(const action::WatchStage& a);
    void on(const action::SetColour& a);
    void on(const action::SetMap& a);
    void on(const action::Channel& a);
    void on(const action::Hover& a);
    void on(const action::Select& a);
    void on(const action::SetTheme& a);
    void on(const action::SetLanguage& a);
    void on(const action::SetScale& a);
    void on(const action::ToggleIndices&);
    void on(const action::ToggleHelp&);
    void on(const action::Escape&);
    const StageResult* watched_result() const;
    bool exists(const Focus& f) const;
    // After anything changed: channel, hover and selection lie within what is shown.
    void settle_view();
    double card() const;
    Pane pane() const;
};

// The stage to watch when `wanted` is asked for: itself, or the one before it when muted; 0 or unknown: the
// last.
StageId stage_to_watch(const Experiment& experiment, StageId wanted);

}  // namespace pw
