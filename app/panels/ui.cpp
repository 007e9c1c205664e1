#include "app/panels/ui.h"

#include "app/panels/frame.h"
#include "app/ui/keys.h"
#include "app/ui/scopes.h"
#include "app/ui/widgets.h"
#include "core/base/utf8.h"

namespace pw {

struct Ui::Impl {
    Session& session;
    Fonts& fonts;
    Type type;
    Pen pen;
    Hand hand;
    Memory memory;
    Words words;
    Scene scene;
    Rect sheet;
    bool settled = false;  // the first frame has been drawn

    Impl(Session& s, Fonts& f)
        : session(s), fonts(f), type(f), pen(type), words(Words::load(s.settings().language)) {}

    void base(Frame& f);
    void over(Frame& f);
    bool popover(Frame& f);
    void scroll_help(int key);
    void close_popover();
    bool canvas_has_keys() const;  // no control, nothing on top
    bool cell_has_keys() const { return session.editing() && canvas_has_keys(); }
    bool finds() const { return memory.open == Popover::operations || memory.open == Popover::add; }
    bool find_key(int key);
    void ask(Popover dialog);
    bool in_dialog() const { return memory.open == Popover::open || memory.open == Popover::save; }
    bool dialog_key(int key, int mods);
};

// The lower window: everything that is always there.
void Ui::Impl::base(Frame& f) {
    const FullScreen window("base", true);
    pen.draw_on(ImGui::GetWindowDrawList());
    const bool exporting = memory.exports.shown;
    scene = exporting ? export_scene(f) : canvas_scene(f);
    sheet = f.layout.sheet;
    ribbon_pane(f);
    notice_pane(f, scene);
    toast_pane(f, scene);
    opening_pane(f, scene);
    if (exporting)
        export_page_pane(f);
    else
        canvas_pane(f, scene);
    if (!memory.focus_next.empty()) hand.focus(std::exchange(memory.focus_next, {}), true);
    if (exporting)
        export_controls(f);
    else if (memory.size.shown)
        size_pane(f);
    else if (!f.layout.drawer)
        controls_pane(f);
    export_news(f);
    transport_pane(f);
}

// The upper one: a popover or a dialog, one at a time.
void Ui::Impl::over(Frame& f) {
    const bool help = session.help_open();
    const bool code = session.offered_code().has_value();
    if (help || code) memory.open = Popover::none;
    if (!in_dialog()) memory.dialog.shown = false;
    if (!help && !code && memory.open == Popover::none) return;
    const FullScreen window("over", false);
    pen.draw_on(ImGui::GetWindowDrawList());
    hand.modal();
    if (code) return paste_dialog(f);
    if (help) return help_dialog(f);
    const Popover open = memory.open;
    if (popover(f) && memory.open == open) close_popover();
}

// True when it is to be closed.
bool Ui::Impl::popover(Frame& f) {
    switch (memory.open) {
        case Popover::none:
            return false;
        case Popover::samples:
            return samples_popover(f);
        case Popover::operations:
            return operations_popover(f);
        case Popover::controls:
            return controls_drawer(f);
        case Popover::open:
        case Popover::save:
            return open_dialog(f);
        case Popover::add:
            return add_popover(f);
        case Popover::chip:
            return chip_popover(f);
        case Popover::undo:
            return history_popover(f, false);
        case Popover::redo:
            return history_popover(f, true);
        case Popover::code:
            return code_popover(f);
    }
    return false;
}

// By its key; the focus then returns to where it was.
void Ui::Impl::ask(Popover dialog) {
    memory.open = dialog;
    memory.opener = hand.focused();
    memory.by_keys = hand.ring();
}

// Keys that the dialog's path takes before anything else, from the moment it opens; with Ctrl, the window
// beneath gets none of them.
bool Ui::Impl::dialog_key(int key, int mods) {
    const bool typing = hand.focused() == OpenDialog::field || !memory.dialog.shown;
    const bool control = mods & key::control, back = key == key::tab && (mods & key::shift);
    if (typing && !control && !back && key < key::f1 && key != key::page_up && key != key::page_down) {
        hand.press(key);
        return true;
    }
    const bool scales = key == key::equal || key == key::minus || key == key::zero || key >= key::pad_zero;
    if (!control || scales) return false;
    if (typing) hand.press(key | key::with_control);
    return true;
}

void Ui::Impl::scroll_help(int key) {
    const double by = key == key::page_up || key == key::page_down ? 240 : 44;
    if (key == key::up || key == key::page_up) memory.help_scroll -= by;
    if (key == key::down || key == key::page_down) memory.help_scroll += by;
}

void Ui::Impl::close_popover() {
    memory.open = Popover::none;
    // From the next frame on: it isn't in this one's Tab order.
    if (memory.by_keys && memory.focus_next.empty()) memory.focus_next = memory.opener;
}

Ui::Ui(Session& session, Fonts& fonts) : impl_(std::make_unique<Impl>(session, fonts)) {}
Ui::~Ui() = default;

bool Ui::prepare(double window, double device) {
    impl_->pen.scale(window, device);
    return impl_->type.prepare(device);
}

void Ui::frame(double width, double height, double seconds, Report& report) {
    Impl& i = *impl_;
    const Settings& settings = i.session.settings();
    if (i.words.language() != settings.language) i.words = Words::load(settings.language);
    i.hand.begin(seconds, settings.reduced_motion);
    i.memory.copied_for = std::max(0.0, i.memory.copied_for - seconds);
    Kit kit{i.pen, i.hand, report, tokens(settings.theme), settings.theme == Theme::dark};
    Frame f{i.session,        i.words,
            i.fonts,          kit,
            i.memory,         layout_for(width, height, i.memory.exports.shown || i.memory.size.shown),
            i.session.pane(), seconds};
    if (const Pane* preview = size_preview(f)) f.pane = *preview;
    f.pane.view.sizing = i.memory.size.shown && !i.memory.exports.shown;
    i.memory.colours.refresh(f.pane, kit.t, settings.theme);
    i.base(f);
    i.over(f);
    i.pen.draw_on(ImGui::GetForegroundDrawList());
    tooltip(kit, width);
    report.focused = i.hand.ring() ? i.hand.focused() : "";
    i.hand.end();
    i.settled = true;
}

const Scene& Ui::scene() const { return impl_->scene; }
Rect Ui::scene_rect() const { return impl_->sheet; }

bool Ui::wants_frame() const {
    const Memory& memory = impl_->memory;
    const bool looking = memory.dialog.shown && memory.dialog.looks.news();
    return impl_->hand.moving() || memory.copied_for > 0 || looking || memory.row_scrolls ||
           memory.exports.settling || !impl_->settled;
}

bool Ui::lacks_glyphs() const { return impl_->type.full(); }
compat::Rows Ui::new_glyphs() { return impl_->type.take_changes(); }

std::optional<std::string> Ui::clipboard() { return std::exchange(impl_->memory.clipboard, std::nullopt); }
bool Ui::wants_full_screen() const { return impl_->memory.full_screen; }
bool Ui::exporting() const { return impl_->memory.exports.work.busy(); }
std::optional<ExportTask> Ui::picture() { return std::exchange(impl_->memory.picture, std::nullopt); }
bool Ui::wants_paste() { return std::exchange(impl_->memory.wants_paste, false); }

std::optional<FileRequest> Ui::file_request() {
    return std::exchange(impl_->memory.file_request, std::nullopt);
}
void Ui::ask_where_to_save() { impl_->ask(Popover::save); }
void Ui::know(std::vector<RecentFile> recent, std::filesystem::path document) {
    impl_->memory.recent = std::move(recent);
    impl_->memory.document_path = std::move(document);
}
void Ui::show_opening(std::optional<OpenWork::Status> status) { impl_->memory.opening = std::move(status); }
void Ui::offer_last_session(std::optional<Message> title) { impl_->memory.last_session = std::move(title); }

// The selected cell, when no control and nothing on top has the keyboard.
bool Ui::Impl::canvas_has_keys() const {
    return !hand.typing && !hand.ring() && memory.open == Popover::none && !session.help_open() &&
           !session.offered_code();
}

void Ui::character(unsigned codepoint) {
    Impl& i = *impl_;
    const bool digit = codepoint >= '0' && codepoint <= '9';
    if (i.session.brush() && digit && !i.hand.typing && !i.hand.ring())
        return i.session.apply(action::SetBrush{static_cast<double>(codepoint - '0')});
    constexpr unsigned minus = 0x2212;
    const bool begins = digit || codepoint == '-' || codepoint == '.' || codepoint == minus ||
                        codepoint == 'i' || codepoint == 'n';
    // A cell that can't be changed says why.
    const bool for_cell = begins ? i.session.selected().has_value() : i.session.typing();
    if (i.canvas_has_keys() && codepoint >= 32 && codepoint != 127 && for_cell)
        return i.session.apply(action::TypeText{utf8::encoded(codepoint)});
    if (i.finds()) {
        if (codepoint > ' ' && i.memory.find.size() < 24) i.memory.find += utf8::encoded(codepoint);
        return;
    }
    i.hand.press(static_cast<int>(codepoint) | key::character);
}

// Letters find an operation; Esc takes them away before it closes. All of them at once, not with the next
// frame: their order counts.
bool Ui::Impl::find_key(int key) {
    std::string& find = memory.find;
    if (find.empty() || (key != key::backspace && key != key::escape)) return false;
    find.erase(key == key::escape ? 0 : utf8::before(find, find.size()));
    return true;
}

void Ui::key(int key, int mods, bool repeat) {
    Impl& i = *impl_;
    const bool control = mods & key::control;
    const int plain = key == key::pad_enter ? key::enter : key;
    if (i.session.offered_code() && paste_key(i.session, i.memory, i.hand, plain, mods)) return;
    if (i.cell_has_keys() && cell_key(i.session, plain, mods)) return;
    if (i.session.shows_field() && i.canvas_has_keys() && field_key(i.session, plain, mods)) return;
    if (i.in_dialog() && i.dialog_key(plain, mods)) return;
    if (key == key::tab && !control) return i.hand.tab(mods & key::shift);

    const bool typing = i.hand.typing.has_value() && !control;
    const bool arrow = plain >= key::right && plain <= key::up;
    const bool owned = arrow || plain == key::space || plain == key::enter || plain == key::backspace;
    if (typing && key != key::page_up && key != key::page_down && key < key::f1) return i.hand.press(plain);
    const bool open = i.memory.open != Popover::none;
    const bool covered = open || i.session.help_open();
    if (i.finds() && i.find_key(plain)) return;
    if (!covered && (!repeat || (mods & key::alt)) && chip_key(i.session, i.memory, i.hand, plain, mods))
        return;
    if (i.hand.ring() && owned && !control) {
        const bool fires = plain == key::space || plain == key::enter;  // once, however long it is held
        if (!repeat || !fires) i.hand.press(plain);
        return;
    }

    if (key == key::escape && i.memory.opening && !covered) {
        i.memory.file_request = FileRequest{FileRequest::Kind::stop_opening};
        return;
    }
    if (key == key::escape) {
        if (put_back(i.memory)) return;
        if (open) return i.close_popover();
        if (i.hand.ring() && !i.session.help_open()) return i.hand.drop_ring();
    }
    if (i.session.help_open() && (arrow || plain == key::page_up || plain == key::page_down))
        return i.scroll_help(plain);
    // While something lies on top, only what concerns the window itself.
    const bool letter = (key == key::t || key == key::l) && !i.finds();
    const bool window_key = key == key::escape || key == key::f1 || key == key::f11 || letter ||
                            key == key::page_up || key == key::page_down;
    if (covered && !control && !window_key) return;
    const bool once = key == key::c || key == key::v || key == key::o || key == key::s || key == key::e;
    const bool repeats = arrow || (control && !once) || key == key::page_up || key == key::page_down ||
                         key == key::left_bracket || key == key::right_bracket;
    if (repeat && !repeats) return;
    const bool edits = key == key::a || key == key::c || key == key::v;
    if (control && edits && !(mods & key::shift) && i.hand.typing && i.hand.typing->line)
        return i.hand.press(key | key::with_control);
    // A number that is being typed is copied as text; nothing is pasted behind its back.
    if (control && i.hand.typing && (key == key::c || key == key::v)) {
        if (key == key::c) i.memory.clipboard = i.hand.typing->text;
        return;
    }
    const Popover before = i.memory.open;
    command(i.session, i.memory, key, mods);
    if (i.memory.open != before && i.in_dialog()) i.ask(i.memory.open);
}

}  // namespace pw
