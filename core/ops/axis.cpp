#include <algorithm>
#include <ranges>

#include "core/ops/window.h"

namespace pw {

namespace {

// Division rounding up, for b > 0 and any a.
std::int64_t div_up(std::int64_t a, std::int64_t b) { return a > 0 ? (a + b - 1) / b : -(-a / b); }

std::int64_t unread(const std::vector<bool>& mask) { return std::count(mask.begin(), mask.end(), false); }

bool overlaps_along(const Axis& a) {
    if (a.adaptive()) return !a.even();
    if (a.fractional()) {
        for (std::int64_t o = 1; o < a.outputs(); ++o)
            if (a.start(o) - a.start(o - 1) < a.max_taps()) return true;
        return false;
    }
    // Taps of two windows meet only where a shift by whole strides lands on another tap.
    for (std::int64_t o = 1; o < a.outputs() && o * a.stride() < a.effective(); ++o)
        if (o * a.stride() % a.dilation() == 0) return true;
    return false;
}

}  // namespace

Axis Axis::adaptive(std::int64_t n, std::int64_t o) {
    Axis axis({n, 1, 1, 0, 0, 1, o, true});
    for (std::int64_t i = 0; i < o; ++i) axis.a_.k = std::max(axis.a_.k, axis.taps(i));
    axis.a_.s = div_up(n, o);
    return axis;
}

Axis Axis::fractional(std::int64_t n, std::int64_t o, std::int64_t k, float sample) {
    Axis axis({n, k, 1, 0, 0, 1, o, false, sample});
    for (std::int64_t i = 1; i < o; ++i) axis.a_.s = std::max(axis.a_.s, axis.start(i) - axis.start(i - 1));
    return axis;
}

std::int64_t Axis::fractional_start(std::int64_t o) const {
    const std::int64_t last = a_.n - a_.k;
    if (o == a_.o - 1) return last;
    const std::int64_t start = static_cast<std::int64_t>((static_cast<float>(o) + sample()) * alpha()) -
                               static_cast<std::int64_t>(sample() * alpha());
    return std::min(start, last);  // in float, a sample next to 1 can be rounded to it
}

std::int64_t Axis::taps(std::int64_t o) const {
    return a_.adaptive ? div_up((o + 1) * a_.n, a_.o) - start(o) : a_.k;
}

TapKind Axis::kind(std::int64_t position) const {
    if (position >= 0 && position < a_.n) return TapKind::real;
    const bool padded = position < 0 ? position >= -a_.pad_begin : position < a_.n + a_.pad_end;
    return padded ? TapKind::padding : TapKind::outside;
}

Axis::Range Axis::real_taps(std::int64_t o) const {
    const std::int64_t from = start(o);
    const std::int64_t k = taps(o);
    const std::int64_t begin = std::clamp<std::int64_t>(div_up(-from, a_.d), 0, k);
    const std::int64_t end = std::clamp<std::int64_t>(div_up(a_.n - from, a_.d), begin, k);
    return {begin, end};
}

std::int64_t Axis::padded_length(std::int64_t o) const {
    return std::min(start(o) + effective(o), a_.n + a_.pad_end) - start(o);
}

std::int64_t Axis::tap(std::int64_t o, std::int64_t i) const {
    const std::int64_t d = i - start(o);
    return d >= 0 && d % a_.d == 0 && d / a_.d < taps(o) ? d / a_.d : -1;
}

std::vector<std::int64_t> Axis::readers(std::int64_t i) const {
    std::vector<std::int64_t> out;
    if (a_.adaptive) {
        for (std::int64_t o = i * a_.o / a_.n; o <= div_up((i + 1) * a_.o, a_.n) - 1; ++o) out.push_back(o);
        return out;
    }
    if (fractional()) {
        const auto windows = std::views::iota(std::int64_t{0}, a_.o);
        const auto first =
            std::ranges::partition_point(windows, [&](std::int64_t o) { return start(o) + a_.k <= i; });
        for (std::int64_t o = first == windows.end() ? a_.o : *first; o < a_.o && start(o) <= i; ++o)
            out.push_back(o);
        return out;
    }
    // Window o begins at o * s - pad_begin and reads i when a whole number of dilations, below k, lies
    // between.
    const std::int64_t place = i + a_.pad_begin;
    const std::int64_t first = std::max<std::int64_t>(0, div_up(place - (effective() - 1), a_.s));
    const std::int64_t last = std::min(a_.o - 1, place / a_.s);
    for (std::int64_t o = first; o <= last; ++o)
        if ((place - o * a_.s) % a_.d == 0) out.push_back(o);
    return out;
}

std::vector<bool> Axis::read_mask() const {
    std::vector<bool> mask(static_cast<std::size_t>(a_.n), false);
    for (std::int64_t o = 0; o < a_.o; ++o) {
        const Range real = real_taps(o);
        for (std::int64_t j = real.begin; j < real.end; ++j) mask[static_cast<std::size_t>(at(o, j))] = true;
    }
    return mask;
}

std::int64_t Axis::overhang() const {
    if (a_.o < 1 || !regular()) return 0;
    return std::max<std::int64_t>(0, at(a_.o - 1, a_.k - 1) + 1 - (a_.n + a_.pad_end));
}

TapKind Window::kind(Position p) const {
    const TapKind y = rows.kind(p.y), x = columns.kind(p.x);
    if (y == TapKind::outside || x == TapKind::outside) return TapKind::outside;
    return y == TapKind::padding || x == TapKind::padding ? TapKind::padding : TapKind::real;
}

bool Window::overlaps() const { return overlaps_along(rows) || overlaps_along(columns); }

std::int64_t Window::never_read() const {
    const std::int64_t rows_read = rows.input() - unread(rows.read_mask());
    const std::int64_t columns_read = columns.input() - unread(columns.read_mask());
    return rows.input() * columns.input() - rows_read * columns_read;
}

}  // namespace pw
