// The cells of the input and of the kernel: selected, typed into, painted, resized, pasted over.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/session_state.h"
#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/figure/editable.h"
#include "core/tensor/csv.h"

namespace pw {

namespace {

using Grid = Focus::Grid;

constexpr std::size_t longest_text = 24;

bool is_number(const std::string& text, float& value) { return parse_number(text, value) == Parsed::number; }

// Something that a few more characters can make a number: "", "-", "1/", "2e-", "in".
bool may_become_number(const std::string& text) {
    float value = 0;
    return std::ranges::any_of(std::array{"1", "nf", "f", "an", "n"},
                               [&](const char* rest) { return is_number(text + rest, value); });
}

std::size_t index_of(const Tensor& t, const CellPlane& p, Position at) {
    const Shape& s = t.shape();
    return static_cast<std::size_t>(((p.n * s.c + p.c) * s.h + at.y) * s.w + at.x);
}

void replace(Experiment& e, const CellPlane& p, Tensor t) {
    if (p.gradient) {
        e.sent = std::move(t);
        return;
    }
    if (p.stage == input_stage) {
        e.input.tensor = std::move(t);
        e.input.file.clear();  // no longer what the file holds
        return;
    }
    e.find(p.stage)->params.weight = std::move(t);
}

}  // namespace

std::optional<CellPlane> Session::Impl::plane_of(Grid grid) const {
    if (!in_sight[static_cast<std::size_t>(grid)]) return std::nullopt;
    return editable_plane(still_facts(pane_at_rest(), tokens(settings.theme)), grid);
}

bool Session::Impl::editable(const Focus& f) const { return !shown.problem && plane_of(f.grid).has_value(); }

Pair Session::Impl::size_of(Grid grid) const {
    const auto plane = plane_of(grid);
    if (!plane) return {0, 0};
    const Shape s = tensor_of(shown.asked, *plane).shape();
    return {s.h, s.w};
}

double Session::Impl::value_at(const Focus& f) const {
    const auto plane = plane_of(f.grid);
    if (!plane) return 0;
    const Tensor t = tensor_of(shown.asked, *plane);
    return static_cast<double>(t.data()[index_of(t, *plane, f.at)]);
}

void Session::Impl::set_cells(Experiment& e, std::span<const CellValue> cells) const {
    for (const Grid grid : editable_grids) {
        const auto here = [&](const CellValue& c) { return c.at.grid == grid; };
        if (std::ranges::none_of(cells, here)) continue;
        const auto plane = plane_of(grid);
        if (!plane) continue;
        const Tensor t = tensor_of(e, *plane);
        const Shape shape = t.shape();
        std::vector<float> values(t.data().begin(), t.data().end());
        for (const CellValue& cell : cells) {
            const Position p = cell.at.at;
            const bool inside = p.y >= 0 && p.x >= 0 && p.y < shape.h && p.x < shape.w;
            if (here(cell) && inside) values[index_of(t, *plane, p)] = cell.value;
        }
        if (!std::ranges::equal(values, t.data(), same_bits))
            replace(e, *plane, Tensor(shape, std::move(values)));
    }
}

// --- typing ---

void Session::Impl::start_typing(bool keep) {
    was = value_at(*selected);
    before = shown.picture;
    gesture = new_gesture("cell");
    text = keep ? shortest(static_cast<float>(was)) : std::string();
    fresh = wrong = false;
}

void Session::Impl::put(float value) {
    Experiment next = shown.asked;
    const CellValue cell{*selected, value};
    // The old value again: the very same experiment, so that nothing is left to undo.
    if (merges(gesture) && same_bits(value, static_cast<float>(was)))
        next = past.back().experiment;
    else
        set_cells(next, {&cell, 1});
    commit(std::move(next), gesture);
}

void Session::Impl::read_text() {
    float value = 0;
    const bool number = is_number(*text, value);
    wrong = !number && !may_become_number(*text);
    if (number) put(value);
}

void Session::Impl::on(const action::TypeText& a) {
    if (!editing()) {
        const bool input = selected && selected->grid == Grid::input;
        if (input && shown.asked.input.disturbance.any()) say_fixed();
        return;
    }
    if (!text) start_typing(false);
    if (std::exchange(fresh, false)) text->clear();
    for (const char c : a.text)
        if (text->size() < longest_text && c != '\n' && c != '\r' && c != '\t') *text += c;
    read_text();
}

std::optional<Focus> Session::Impl::first_editable() const {
    const auto* grid = std::ranges::find_if(editable_grids, [&](Grid g) { return editable({g, {}}); });
    return grid == std::end(editable_grids) ? std::nullopt : std::optional(Focus{*grid, {}});
}

void Session::Impl::on(const action::EditCell& a) {
    if (!selected && a.first) return select(first_editable());
    if (!editing() || text) return;
    start_typing(true);
    fresh = a.replace;
}

void Session::Impl::on(const action::EraseText&) {
    if (!editing()) return;
    if (!text) start_typing(true);
    if (std::exchange(fresh, false)) text->clear();
    text->resize(utf8::before(*text, text->size()));
    read_text();
}

void Session::Impl::on(const action::ClearCell&) {
    if (!editing()) return;
    start_typing(false);
    text.reset();
    put(0);
}

// Esc: the old value, as if nothing had been typed.
void Session::Impl::give_back() {
    if (std::exchange(text, std::nullopt)) put(static_cast<float>(was));
    wrong = false;
    before.reset();
}

void Session::Impl::leave_cell() {
    text.reset();
    wrong = fresh = false;
}

void Session::Impl::on(const action::MoveCell& a) {
    if (!editing() || (text && wrong)) return;  // what isn't a number yet isn't lost by going on
    leave_cell();
    const Pair size = size_of(selected->grid);
    Focus to = *selected;
    if (!a.onwards) {
        to.at.y = std::clamp<std::int64_t>(to.at.y + a.dy, 0, size.h - 1);
        to.at.x = std::clamp<std::int64_t>(to.at.x + a.dx, 0, size.w - 1);
        return select(to);
    }
    const std::int64_t next = to.at.y * size.w + to.at.x + a.dx;
    if (next >= 0 && next < size.h * size.w) return select(Focus{to.grid, {next / size.w, next % size.w}});
    // From the input to the kernel and back; past the last cell the grids let go.
    if (to.grid == Grid::output) return select(std::nullopt);
    const bool ahead = a.dx > 0;
    const Grid other = ahead ? Grid::kernel : editable({Grid::input, {}}) ? Grid::input : Grid::context;
    const bool there = (to.grid == Grid::kernel) != ahead && editable({other, {}});
    if (!there) return select(std::nullopt);
    const Pair s = size_of(other);
    select(Focus{other, ahead ? Position{0, 0} : Position{s.h - 1, s.w - 1}});
}

void Session::Impl::select(std::optional<Focus> at) {
    if (at == selected) return;
    leave_cell();
    before.reset();
    selected = at;
    settle_view();
    if (editing()) was = value_at(*selected);
}

std::optional<std::string> Session::Impl::selected_table() const {
    if (!editing()) return std::nullopt;
    const auto plane = plane_of(selected->grid);
    const Tensor t = tensor_of(shown.asked, *plane);
    const auto values = t.plane(plane->n, plane->c);
    const auto columns = static_cast<std::size_t>(t.shape().w);
    std::string text_of;
    for (std::size_t i = 0; i < values.size(); ++i)
        text_of += shortest(values[i]) + ((i + 1) % columns ? '\t' : '\n');
    return text_of;
}

std::optional<CellEdit> Session::Impl::cell_edit() const {
    if (!editing()) return std::nullopt;
    CellEdit e{*selected, text, fresh, wrong, was, before};
    if (before == shown.picture) e.before = nullptr;
    return e;
}

// --- painting ---

void Session::Impl::on(const action::ToggleBrush&) {
    select(std::nullopt);
    if (!painting && !first_editable() && !shown.problem) return say_fixed();
    painting = !painting;
    brush.painted.clear();
}

void Session::Impl::on(const action::SetBrush& a) {
    brush.value = std::isnan(a.value) ? brush.value : a.value;
}

void Session::Impl::on(const action::PickBrush& a) {
    if (painting && editable(a.from) && exists(a.from)) brush.value = value_at(a.from);
}

void Session::Impl::on(const action::Paint& a) {
    if (!painting || shown.problem) return;
    if (brush.painted.empty()) gesture = new_gesture("paint");
    Experiment next = shown.asked;
    std::vector<CellValue> values;
    for (const Focus& f : a.cells) {
        if (!editable(f) || !exists(f)) continue;
        values.push_back({f, static_cast<float>(brush.value)});
        if (std::ranges::find(brush.painted, f) == brush.painted.end()) brush.painted.push_back(f);
    }
    set_cells(next, values);
    commit(std::move(next), gesture,
           Note{Message("history.paint"),
                Message("history.cells", {static_cast<std::int64_t>(brush.painted.size())})});
}

void Session::Impl::on(const action::EndGesture&) {
    brush.painted.clear();
    last_control.clear();
}

}  // namespace pw
