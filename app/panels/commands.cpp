// Keys that belong to the whole window: those that no control, field or popover has taken.
#include <algorithm>
#include <iterator>
#include <sstream>

#include "app/panels/frame.h"
#include "app/panels/picture_hand.h"
#include "app/ui/keys.h"
#include "core/walk/share.h"

namespace pw {

namespace {

constexpr double scales[] = {.75, .9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3};

double next_scale(double now, bool up) {
    if (up) {
        const auto* bigger =
            std::find_if(std::begin(scales), std::end(scales), [&](double s) { return s > now + .001; });
        return bigger == std::end(scales) ? now : *bigger;
    }
    double smaller = now;
    for (double s : scales)
        if (s < now - .001) smaller = s;
    return smaller;
}

void say(Session& session, Message text) {
    Toast toast;
    toast.text = std::move(text);
    toast.check = true;
    session.apply(action::ShowToast{std::move(toast)});
}

// The selected cell's grid as a table, else the experiment as one line.
void copy(Session& session, Memory& memory) {
    if (const auto table = session.selected_table()) {
        std::istringstream in(*table);
        std::int64_t numbers = 0;
        for (std::string one; in >> one;) ++numbers;
        memory.clipboard = *table;
        return say(session, Message("toast.copied", {numbers}));
    }
    copy_line(session, memory);
}

}  // namespace

void copy_line(Session& session, Memory& memory) {
    auto line = share_line(session.document());
    if (!line) return session.apply(action::Report{line.error()});
    memory.clipboard = std::move(*line);
    say(session, Message("toast.copied.line"));
}

namespace {

// What has been saved before goes there again.
void save(Memory& memory, bool elsewhere) {
    if (elsewhere || memory.document_path.empty())
        memory.open = Popover::save;
    else
        memory.file_request = FileRequest{FileRequest::Kind::save, {}};
}

void with_control(Session& session, Memory& memory, int key, int mods) {
    const double scale = session.settings().scale;
    switch (key) {
        case key::z:
            if (mods & key::shift) return session.apply(action::Redo{});
            return session.apply(action::Undo{});
        case key::y:
            return session.apply(action::Redo{});
        case key::c:
            if (mods & key::shift) {
                memory.copies_picture = true;
                return;
            }
            if (memory.open == Popover::code && !memory.code.text.instead) {
                memory.clipboard = joined(memory.code.text);
                memory.copied_for = 1.5;
                return;
            }
            return copy(session, memory);
        case key::e:
            return toggle_export(session, memory);
        case key::v:
            memory.wants_paste = true;
            return;
        case key::o:
            memory.open = Popover::open;
            return;
        case key::s:
            return save(memory, mods & key::shift);
        case key::equal:
        case key::pad_add:
            return session.apply(action::SetScale{next_scale(scale, true)});
        case key::minus:
        case key::pad_subtract:
            return session.apply(action::SetScale{next_scale(scale, false)});
        case key::zero:
        case key::pad_zero:
            return session.apply(action::SetScale{1});
        default:
            return;
    }
}

void brush_or_channel(Session& session, int by) {
    if (const auto value = session.brush()) return session.apply(action::SetBrush{*value + by});
    session.apply(action::Channel{by});
}

void set_op(Session& session, const char* op) {
    const Stage* stage = session.watched();
    if (stage && stage->op->name != op) session.apply(action::SetOp{stage->id, op});
}

}  // namespace

bool cell_key(Session& session, int key, int mods) {
    if (mods & (key::control | key::alt | key::super)) return false;
    switch (key) {
        case key::up:
            return session.apply(action::MoveCell{-1, 0}), true;
        case key::down:
            return session.apply(action::MoveCell{1, 0}), true;
        case key::left:
            return session.apply(action::MoveCell{0, -1}), true;
        case key::right:
            return session.apply(action::MoveCell{0, 1}), true;
        case key::tab:
            return session.apply(action::MoveCell{0, mods & key::shift ? -1 : 1, true}), true;
        case key::enter:
            if (!session.typing()) return session.apply(action::EditCell{}), true;
            return session.apply(action::MoveCell{1, 0}), true;
        case key::f2:
            return session.apply(action::EditCell{}), true;
        case key::backspace:
            return session.apply(action::EraseText{}), true;
        case key::del:
            return session.apply(action::ClearCell{}), true;
        case key::escape:
            return session.apply(action::Escape{}), true;
        case key::i:  // the beginnings of inf and nan
        case key::n:
            return true;
        default:
            // Letters and spaces come as characters.
            return session.typing() && key < key::escape;
    }
}

bool field_key(Session& session, int key, int mods) {
    if (mods & (key::control | key::alt | key::super)) return false;
    switch (key) {
        case key::up:
            return session.apply(action::MoveField{-1, 0}), true;
        case key::down:
            return session.apply(action::MoveField{1, 0}), true;
        case key::left:
            return session.apply(action::MoveField{0, -1}), true;
        case key::right:
            return session.apply(action::MoveField{0, 1}), true;
        case key::tab:
            return session.apply(action::MoveField{0, mods & key::shift ? -1 : 1, true}), true;
        default:
            return false;
    }
}

void command(Session& session, Memory& memory, int key, int mods) {
    if (mods & key::control) return with_control(session, memory, key, mods);
    if (mods & (key::alt | key::super)) return;
    if (picture_key(memory, key, mods)) return;
    const Settings& settings = session.settings();
    const bool region = session.watch().colour == ColourBy::region;
    switch (key) {
        case key::space:
            return session.apply(action::Play{});
        case key::right:
        case key::page_down:
            return session.apply(action::Forward{});
        case key::left:
        case key::page_up:
            return session.apply(action::Back{});
        case key::home:
            return session.apply(action::ToStart{});
        case key::end:
            return session.apply(action::ToEnd{});
        case key::up:
            return session.apply(action::Faster{});
        case key::down:
            return session.apply(action::Slower{});
        case key::m:
            return set_op(session, "max_pool");
        case key::a:
            return set_op(session, "avg_pool");
        case key::c:
            return session.apply(action::Compare{});
        case key::f:
            return session.apply(action::ShowField{});
        case key::r:
            return session.apply(action::SetColour{region ? ColourBy::value : ColourBy::region});
        case key::g:
            return session.apply(action::SetDirection{
                session.watch().direction == Direction::forward ? Direction::backward : Direction::forward});
        case key::i:
            return session.apply(action::ToggleIndices{});
        case key::p:
            return session.apply(action::ToggleBrush{});
        case key::enter:
        case key::pad_enter:
        case key::f2:
            return session.apply(action::EditCell{.first = true});
        case key::left_bracket:
            return brush_or_channel(session, -1);
        case key::right_bracket:
            return brush_or_channel(session, 1);
        case key::t:
            return session.apply(
                action::SetTheme{settings.theme == Theme::dark ? Theme::light : Theme::dark});
        case key::l:
            return session.apply(
                action::SetLanguage{settings.language == Language::en ? Language::zh : Language::en});
        case key::f1:
            return session.apply(action::ToggleHelp{});
        case key::f11:
            memory.full_screen = !memory.full_screen;
            return;
        case key::escape:
            if (memory.exports.shown && !session.help_open()) return toggle_export(session, memory);
            if (memory.size.shown && !session.help_open()) {
                memory.size.shown = false;
                return;
            }
            return session.apply(action::Escape{});
        default:
            return;
    }
}

}  // namespace pw
