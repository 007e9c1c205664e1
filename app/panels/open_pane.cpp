// How the dialog that opens and saves looks, and what it does with the pointer and the keys.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/panels/open_preview.h"
#include "app/ui/keys.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double row_h = 48, most_rows = 5, field_y = 84, rows_y = 156, foot_h = 76, preview_w = 336;
constexpr double card_w = 172, least_card_w = 150, card_h = 112, card_gap = 17, recent_h = 228;

class OpenPane {
  public:
    explicit OpenPane(Frame& f) : f_(f), kit_(f.kit), d_(f.memory.dialog), memory_(f.memory) { place(); }

    // True when it closes.
    bool draw() {
        d_.looks.begin_frame();
        keys();
        scrim(kit_, f_.layout.width, f_.layout.height);
        shell(kit_, r_);
        head();
        field();
        rows();
        if (preview_.w > 0) preview();
        if (recents_ > 0) recents();
        foot();
        ask();
        kit_.says("open", r_, f_.say(d_.saves ? "open.save" : "open.title"));
        kit_.hand.touch(kit_.pen, "open/inside", r_, true, false);
        const Rect window{0, 0, f_.layout.width, f_.layout.height};
        leave_ |= kit_.hand.touch(kit_.pen, "open/outside", window, true, false).clicked;
        // A click on a row is no reason to type elsewhere.
        if (kit_.hand.focused().empty()) kit_.hand.focus(OpenDialog::field, true);
        return leave_;
    }

  private:
    // Low windows have fewer rows, then no recent files; narrow ones no preview.
    void place() {
        const double ww = f_.layout.width, wh = f_.layout.height, w = std::min(1008.0, ww - 32);
        inner_ = w - 80;
        const double room = wh - 16 - rows_y - 24 - foot_h;
        const int fit = std::max(1, static_cast<int>((inner_ + card_gap) / (least_card_w + card_gap)));
        recents_ = std::min({5, fit, static_cast<int>(memory_.recent.size())});
        if (room - recent_h + 24 < 2 * row_h) recents_ = 0;
        const double below = recents_ > 0 ? recent_h - 24 : 0;
        rows_ = static_cast<int>(std::clamp((room - below) / row_h, 1.0, most_rows));
        const double h = rows_y + rows_ * row_h + 24 + below + foot_h;
        const double full = rows_ == most_rows && recents_ > 0 ? std::min(744.0, wh - 16) : h;
        r_ = {(ww - w) / 2, (wh - full) / 2, w, full};
        left_ = r_.x + 40;
        const bool narrow = inner_ < 720 || rows_ < 4;
        preview_ = {r_.right() - 40 - preview_w, r_.y + rows_y, narrow ? 0 : preview_w, rows_ * row_h};
        rows_w_ = narrow ? inner_ : inner_ - preview_w - 32;
    }

    // In the order in which they were pressed: a slow frame may bring several.
    void keys() {
        while (!leave_) {
            const auto key = kit_.hand.take_any(OpenDialog::field);
            if (!key) return;
            key_pressed(*key);
        }
    }

    void key_pressed(int key) {
        switch (key) {
            case key::down:
                return d_.move_mark(1, rows_);
            case key::up:
                return d_.move_mark(-1, rows_);
            case key::tab:
                return d_.completion().empty() ? kit_.hand.tab(false) : d_.complete();
            case key::enter:
                return confirm();
            case key::escape:
                leave_ = true;
                return;
            default:
                const std::string old = d_.edit.text;
                type_into(d_.edit, key);
                if (d_.edit.text != old) d_.list();
        }
    }

    void confirm() {
        if (!d_.ready()) return;
        if (const FolderEntry* entry = d_.marked()) {
            const bool folder = entry->kind == FileKind::folder;
            const FolderEntry chosen = *entry;
            d_.enter(chosen);
            if (folder || d_.saves) return;
            return request(d_.listing.folder / chosen.name);
        }
        request(d_.typed_path());
    }

    void request(const std::filesystem::path& path) {
        using Kind = FileRequest::Kind;
        memory_.file_request = FileRequest{
            d_.saves ? Kind::save : Kind::open, path.lexically_normal(), {1, d_.channels_of(path.string())}};
        leave_ = true;
    }

    void head() {
        const double y = r_.y + 48;
        const std::string title = f_.say(d_.saves ? "open.save" : "open.title");
        kit_.pen.text({left_, y}, title, Weight::semibold, 20, kit_.t.ink);
        const double x = left_ + kit_.pen.width(title, Weight::semibold, 20) + 12;
        const Rect close{r_.right() - 62, y - 18, 36, 36};
        const Clip clip(kit_.pen, {x, r_.y, std::max(0.0, close.x - x), field_y});
        kit_.pen.text({x, y}, f_.say(d_.saves ? "open.save.what" : "open.what"), Weight::regular, 20,
                      kit_.t.text3);
    }

    void field() {
        const Rect close{r_.right() - 62, r_.y + 30, 36, 36};
        const Rect r{left_, r_.y + field_y, inner_, 48};
        FieldLook look;
        look.left = 52;
        look.completion = d_.completion();
        look.what = f_.say("open.path");
        const bool hint = !look.completion.empty() && inner_ > 480;
        const std::string word = f_.say("open.completes");
        const double word_w = kit_.pen.width(word, Weight::medium, 13);
        look.right = hint ? word_w + 88 : 16;
        text_field(kit_, OpenDialog::field, r, d_.edit, look);
        kit_.pen.icon(icons::folder(), {r.x + 26, r.y + 24}, kit_.t.text2);
        if (hint) {
            kit_.pen.text({r.right() - 66, r.y + 24}, word, Weight::medium, 13, kit_.t.text2, Align::right);
            key_cap(kit_, {r.right() - 14 - 40, r.y + 24}, "Tab");
        }
        leave_ |=
            ghost(kit_, "open/close", close, icons::close(), {.tip = f_.say("open.close"), .key = "Esc"});
    }

    void rows() {
        const Rect all{left_, r_.y + rows_y, rows_w_, rows_ * row_h};
        const int count = static_cast<int>(d_.listing.entries.size());
        if (d_.problem || count == 0) return nothing(all);
        if (all.contains(kit_.hand.pointer(kit_.pen)))
            d_.first -= static_cast<int>(ImGui::GetIO().MouseWheel * 2);
        d_.first = std::clamp(d_.first, 0, std::max(0, count - rows_));
        const int shown = std::min(rows_, count - d_.first);
        for (int i = 0; i < shown; ++i) row(i, {all.x, all.y + i * row_h, all.w, row_h});
        if (count <= rows_) return;
        // How far down the list one is.
        scroll_thumb(kit_, all, static_cast<double>(d_.first) / (count - rows_),
                     static_cast<double>(rows_) / count);
    }

    void nothing(const Rect& r) {
        const bool problem = d_.problem.has_value();
        const std::string text = problem                    ? f_.words(d_.problem->what)
                                 : d_.listing.typed.empty() ? f_.say("open.empty")
                                 : d_.saves                 ? ""
                                            : f_.words(Message("open.nothing", {d_.listing.typed}));
        const Clip clip(kit_.pen, r);
        kit_.pen.text({r.x + 16, r.y + row_h / 2}, text, Weight::medium, 15,
                      problem ? kit_.t.err : kit_.t.text3);
        kit_.says("open/nothing", r, text);
    }

    void row(int i, Rect r) {
        const int index = d_.first + i;
        const FolderEntry entry = d_.listing.entries[static_cast<std::size_t>(index)];
        const std::string id = "open/row/" + std::to_string(i);
        const bool marked = index == d_.mark, folder = entry.kind == FileKind::folder;
        const Touch touch = kit_.hand.touch(kit_.pen, id, r, true, false);
        if (marked)
            kit_.pen.fill(r, 10, kit_.t.track);
        else if (touch.warm > 0)
            kit_.pen.fill(r, 10, mix(kit_.t.sheet, kit_.t.hover, touch.warm));
        const double y = r.y + row_h / 2;
        kit_.pen.icon(folder ? icons::folder() : icons::file(), {r.x + 26, y}, kit_.t.text2);
        name(entry, marked, {r.x + 52, y}, detail(entry, r));
        kit_.says(id, r, entry.name, true, marked ? "on" : "off");
        if (!touch.clicked) return;
        // The first click marks, the second takes; a folder has nothing to look at first.
        const bool again = marked && !folder;
        d_.mark = index;
        if (folder || again || d_.saves) confirm();
    }

    // Returns where it begins.
    double detail(const FolderEntry& entry, const Rect& r) {
        const auto look = d_.looks.find(path_of(entry), false);
        const double y = r.y + row_h / 2;
        if (entry.kind != FileKind::folder)
            kit_.pen.text({r.right() - 16, y}, size_text(entry.size), Weight::regular, 15, kit_.t.text2,
                          Align::right);
        const double right = r.right() - 88;
        if (!look) return right;
        const std::string text = f_.words(look->detail);
        const double w = kit_.pen.width(text, Weight::regular, 15);
        if (w > r.w / 2) return right;
        kit_.pen.text({right, y}, text, Weight::regular, 15, kit_.t.text2, Align::right);
        return right - w;
    }

    void name(const FolderEntry& entry, bool marked, Vec2 at, double until) {
        const Clip clip(kit_.pen, {at.x, at.y - row_h / 2, std::max(0.0, until - 12 - at.x), row_h});
        const std::string whole = entry.name + (entry.kind == FileKind::folder ? "/" : "");
        if (marked) return kit_.pen.text(at, whole, Weight::semibold, 15, kit_.t.ink);
        const std::string typed = whole.substr(0, d_.listing.typed.size());
        kit_.pen.text(at, typed, Weight::semibold, 15, kit_.t.ink);
        at.x += kit_.pen.width(typed, Weight::semibold, 15);
        kit_.pen.text(at, whole.substr(typed.size()), Weight::regular, 15, kit_.t.text2);
    }

    std::string path_of(const FolderEntry& entry) const { return (d_.listing.folder / entry.name).string(); }

    void preview() {
        kit_.pen.fill(preview_, 12, kit_.t.well);
        const FolderEntry* entry = d_.marked();
        if (!entry && d_.saves) return draw_preview(f_, d_.own, preview_);
        if (!entry || entry->kind == FileKind::folder) return;
        const std::string path = path_of(*entry);
        const auto look = d_.looks.find(path, true, d_.channels_of(path));
        if (!look) return;
        draw_preview(f_, *look, preview_);
        if (!look->reading) return;
        if (const auto channels = choose_reading(f_, *look->reading, preview_)) {
            d_.chosen_for = path;
            d_.channels = channels;
        }
    }

    void recents() {
        const double y = preview_.bottom() + 32;
        const double w = std::min(card_w, (inner_ + card_gap) / recents_ - card_gap);
        kit_.pen.text({left_, y}, f_.say("open.recent"), Weight::semibold, 13, kit_.t.text3);
        for (int i = 0; i < recents_; ++i) recent(i, {left_ + i * (w + card_gap), y + 20, w, card_h});
    }

    void recent(int i, Rect card) {
        const RecentFile& file = memory_.recent[static_cast<std::size_t>(i)];
        const auto look = d_.looks.find(file.path, true);
        const bool missing = look && look->missing;
        const std::string id = "open/recent/" + std::to_string(i);
        const Rect whole{card.x, card.y, card.w, card.h + 52};
        const Touch touch = kit_.hand.touch(kit_.pen, id, whole, !missing);
        kit_.pen.fill(card, 12, touch.held ? kit_.t.track : mix(kit_.t.ctl, kit_.t.hover, touch.warm));
        kit_.pen.stroke(card, 12, 1, touch.held ? kit_.t.line2 : kit_.t.line);
        const Faded faded(kit_.pen, missing, kit_.t.sheet);
        if (look && look->thumb.rows > 0)
            small_picture(look->thumb, card.middle());
        else
            kit_.pen.icon(icons::file(), card.middle(), kit_.t.text3);
        const Clip clip(kit_.pen, {card.x, card.bottom(), card.w, 60});
        kit_.pen.text({card.x + 4, card.bottom() + 19}, file.title, Weight::semibold, 15, kit_.t.ink);
        const std::string day =
            missing ? f_.say("open.missing") : f_.words(day_of(file.when, seconds_since_1970()));
        kit_.pen.text({card.x + 4, card.bottom() + 42}, day, Weight::medium, 13, kit_.t.text2);
        kit_.ring(touch, card, 12);
        kit_.says(id, whole, file.title, !missing, file.path);
        if (!touch.clicked) return;
        if (!d_.saves) return request(file.path);
        d_.edit.set(shortened(file.path));
        d_.list();
    }

    void small_picture(const Thumb& thumb, Vec2 middle) {
        const double pitch = std::min(108.0 / thumb.columns, 78.0 / thumb.rows);
        draw_cells(kit_, thumb, {middle.x - thumb.columns * pitch / 2, middle.y - thumb.rows * pitch / 2},
                   pitch);
    }

    void foot() {
        const double y = r_.bottom() - foot_h;
        const Rect take{r_.right() - 40 - 120, y, 120, 44}, cancel{take.x - 12 - 108, y, 108, 44};
        const bool replaces = d_.saves && d_.exists && !d_.marked();
        const char* word = replaces ? "open.replace" : d_.saves ? "open.save" : "open.title";
        {
            const Clip clip(kit_.pen, {left_, y, std::max(0.0, cancel.x - 16 - left_), 44});
            const std::string text =
                d_.saves ? shortened(d_.typed_path()) : f_.say(d_.listing.cut ? "open.cut" : "open.foot");
            kit_.pen.text({left_, y + 22}, text, Weight::medium, 15, kit_.t.text2);
        }
        leave_ |= button(kit_, "open/cancel", cancel, f_.say("open.cancel"));
        if (button(kit_, "open/confirm", take, f_.say(word), true, d_.ready())) confirm();
    }

    // The marked file first, then what is in view, then the recent ones.
    void ask() {
        std::vector<FileLooks::Wish> wishes;
        if (const FolderEntry* e = d_.marked(); e && e->kind != FileKind::folder && preview_.w > 0)
            wishes.push_back({path_of(*e), e->kind, true, d_.channels_of(path_of(*e))});
        const int count = static_cast<int>(d_.listing.entries.size());
        for (int i = d_.first; i < std::min(count, d_.first + rows_); ++i) {
            const FolderEntry& e = d_.listing.entries[static_cast<std::size_t>(i)];
            wishes.push_back({path_of(e), e.kind, false});
        }
        for (int i = 0; i < recents_; ++i)
            wishes.push_back({memory_.recent[static_cast<std::size_t>(i)].path, FileKind::experiment, true});
        d_.looks.want(std::move(wishes), f_.session.settings().theme);
    }

    Frame& f_;
    Kit& kit_;
    OpenDialog& d_;
    Memory& memory_;
    Rect r_, preview_;
    double left_ = 0, inner_ = 0, rows_w_ = 0;
    int rows_ = 5, recents_ = 0;
    bool leave_ = false;
};

// What was open is beside what one looks for next; to be saved, it has a name.
std::filesystem::path start_of(const Frame& f, bool saves) {
    const Memory& memory = f.memory;
    std::error_code error;
    const std::filesystem::path last = memory.recent.empty() ? "" : memory.recent.front().path;
    std::filesystem::path folder =
        memory.document_path.empty() ? last.parent_path() : memory.document_path.parent_path();
    if (folder.empty() || !std::filesystem::is_directory(folder, error))
        folder = std::filesystem::current_path(error);
    if (!saves) return folder / "";
    if (!memory.document_path.empty()) return memory.document_path;
    std::string name = f.words(f.session.experiment().title);
    if (const std::size_t dot = name.rfind('.'); dot != name.npos && dot > 0) name.resize(dot);
    std::ranges::replace(name, '/', '-');
    return folder / (name + ".json");
}

}  // namespace

bool open_dialog(Frame& f) {
    OpenDialog& dialog = f.memory.dialog;
    const bool saves = f.memory.open == Popover::save;
    if (!dialog.shown || dialog.saves != saves) {
        dialog.begin(saves, start_of(f, saves));
        if (saves)
            dialog.own =
                look_of(f.session.document(), *f.session.shown().picture, f.session.settings().theme);
        f.kit.hand.focus(OpenDialog::field, true);
    }
    return OpenPane(f).draw();
}

}  // namespace pw
