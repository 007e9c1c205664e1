// The input as a whole: its size, what is pasted over it.
#include <algorithm>

#include "app/session_state.h"
#include "core/tensor/csv.h"
#include "core/walk/share.h"

namespace pw {

namespace {

// A pasted text comes from no file: what stands in a message in place of its name.
constexpr const char* pasted_name = "Ctrl+V";

// A text brings no files along.
Expected<std::string> no_files(std::string_view name) {
    return fail("problem.paste.file", {std::string(name)});
}

bool looks_like_numbers(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return false;
    const std::string_view rest = text.substr(begin);
    return rest.starts_with("\xE2\x88\x92") || rest.starts_with("inf") || rest.starts_with("nan") ||
           std::string_view("0123456789+-.,;").find(rest.front()) != std::string_view::npos;
}

Note paste_note(std::int64_t h, std::int64_t w) {
    return {Message("history.paste"), Message("history.shape", {h, w})};
}

Toast pasted_whole(std::int64_t h, std::int64_t w) {
    return {Message("toast.pasted", {h, w}), false, Message("toast.undo"), Toast::Does::undo};
}

}  // namespace

void Session::Impl::on(const action::Resize& a) {
    const Tensor& now_there = shown.asked.input.tensor;
    const Shape to{now_there.shape().n, now_there.shape().c, a.h, a.w};
    if (const auto fits = check_shape(to); !fits) {
        if (!a.preview) notice = fits.error();
        return;
    }
    if (a.preview) {
        resize = Pair{a.h, a.w};
        return;
    }
    resize.reset();
    // Going back within one gesture brings the numbers back.
    const Tensor& from = merges(a.control) ? past.back().experiment.input.tensor : now_there;
    Experiment next = shown.asked;
    if (a.h == now_there.shape().h && a.w == now_there.shape().w) return;
    next.input.tensor = from.shape().h == a.h && from.shape().w == a.w ? from : resized(from, a.h, a.w);
    next.input.file.clear();
    const auto last = shown.picture;
    commit(std::move(next), a.control);
    if (settings.reduced_motion || shown.problem || shown.picture == last) return;
    settling = last;
    settle_seconds = 0;
}

void Session::Impl::on(const action::FillInput& a) {
    last_fill = a.fill;
    fill_gesture = new_gesture("fill");
    fill_with(shown.asked.input.tensor);
}

void Session::Impl::on(const action::SetSeed& a) {
    seed = a.seed;
    if (is_seeded(last_fill) && merges(fill_gesture)) fill_with(past.back().experiment.input.tensor);
}

void Session::Impl::fill_with(const Tensor& from) {
    const Word name{name_of(last_fill).key};
    Experiment next = shown.asked;
    next.input.tensor = filled(from, last_fill, seed, next.input.picture);
    next.input.file.clear();
    const Message detail = is_seeded(last_fill)
                               ? Message("history.seeded", {name, static_cast<std::int64_t>(seed)})
                               : name_of(last_fill);
    commit(std::move(next), fill_gesture, Note{Message("history.fill"), detail});
}

void Session::Impl::on(const action::Paste& a) {
    if (is_document(a.text) || is_share_line(a.text))
        return open(open_document(pasted_name, a.text, no_files));
    if (looks_like_code(a.text))
        if (auto read = read_code(a.text, {shown.asked, watch})) return take(std::move(read), "");
    const auto table = read_csv(pasted_name, a.text);
    if (!table) {
        // What isn't even meant as a table is no broken one.
        notice = looks_like_numbers(a.text) ? table.error() : Problem(Message("problem.paste"));
        return;
    }
    notice.reset();
    if (editing())
        paste_from(*selected, *table);
    else
        paste_whole(*table);
}

// In place of the input.
void Session::Impl::paste_whole(const Tensor& table) {
    const Shape s = table.shape();
    Experiment next = shown.asked;
    next.input = Source{};
    next.input.tensor = table;
    commit(std::move(next), "", paste_note(s.h, s.w));
    say(pasted_whole(s.h, s.w));
}

namespace {

std::vector<CellValue> cells_of(const Focus& corner, const Tensor& table) {
    const Shape s = table.shape();
    std::vector<CellValue> cells;
    cells.reserve(static_cast<std::size_t>(s.plane()));
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x)
            cells.push_back({{corner.grid, {corner.at.y + y, corner.at.x + x}}, table.at(0, 0, y, x)});
    return cells;
}

}  // namespace

// From the selected cell on, as far as the grid reaches.
void Session::Impl::paste_from(const Focus& corner, const Tensor& table) {
    leave_cell();
    const Shape s = table.shape();
    const Pair size = size_of(corner.grid);
    const std::int64_t h = std::min(s.h, size.h - corner.at.y), w = std::min(s.w, size.w - corner.at.x);
    before = shown.picture;
    Experiment next = shown.asked;
    set_cells(next, cells_of(corner, table));
    commit(std::move(next), "", paste_note(h, w));
    if (h == s.h && w == s.w) return say(pasted_whole(h, w));
    const bool rows = h < s.h;
    Toast t;
    t.text = rows ? Message("toast.pasted.rows", {h, s.h, size.h})
                  : Message("toast.pasted.columns", {w, s.w, size.w});
    if (corner.grid != Focus::Grid::kernel) {
        t.does = Toast::Does::grow;
        t.button = rows ? Message("toast.grow.rows", {corner.at.y + s.h})
                        : Message("toast.grow.columns", {corner.at.x + s.w});
        pasted = {corner, table};
    }
    say(std::move(t));
}

// The input grows until all of what was pasted fits; one change, in place of the paste before.
void Session::Impl::on(const action::PasteAll&) {
    toast.reset();
    if (!pasted || past.empty()) return;
    const auto [corner, table] = *std::exchange(pasted, std::nullopt);
    Experiment next = past.back().experiment;
    const Shape now_there = next.input.tensor.shape(), s = table.shape();
    const Shape to{now_there.n, now_there.c, std::max(now_there.h, corner.at.y + s.h),
                   std::max(now_there.w, corner.at.x + s.w)};
    if (auto fits = check_shape(to); !fits) {
        notice = fits.error();
        return;
    }
    on(action::Undo{});
    next.input.tensor = resized(next.input.tensor, to.h, to.w);
    set_cells(next, cells_of(corner, table));
    commit(std::move(next), "", paste_note(s.h, s.w));
}

}  // namespace pw
