// Selections with indices: a strip whose lines hold, beside each value, where it comes from. Rows in the
// padding are those at the edge once more, which changes no winner.
#if defined(PW_FAST_WINNERS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_WINNERS_INL
#undef PW_FAST_WINNERS_INL
#else
#define PW_FAST_WINNERS_INL
#endif

#include <vector>

#include "core/ops/fast/job.h"
#include "core/ops/fast/winners_small-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

struct Line {
    float* v = nullptr;
    std::int32_t* i = nullptr;
    Line operator+(std::int64_t x) const { return {v + x, i + x}; }
};

HWY_INLINE VI load_n(const std::int32_t* p, std::int64_t n) {
    return hn::BitCast(DI(), load_n(reinterpret_cast<const float*>(p), n));
}
HWY_INLINE Both load(const Line& l, std::int64_t n = lanes) { return {load_n(l.v, n), load_n(l.i, n)}; }
HWY_INLINE void store_n(const Both& b, const Line& l, std::int64_t n) {
    store_n(b.v, l.v, n);
    store_n(hn::BitCast(D(), b.i), reinterpret_cast<float*>(l.i), n);
}

struct WinnerRoom {
    std::int64_t line, lines;
    WinnerRoom(const Job& job, std::int64_t width) {
        line = line_floats(job.columns, width);
        lines = 2 + (hops(job.rows) ? job.rows.k : 0);  // the row's, the beginnings of the next, the ends
    }
    // Whether windows overlap so much that ends and beginnings of blocks are kept.
    static bool hops(const Along& r) { return r.k > 2 * r.s + 1; }
    std::size_t floats() const { return static_cast<std::size_t>(2 * lines * line + lanes); }
};

template <class Rule>
class Winners {
  public:
    Winners(const Job& job, const Strip& strip, float* scratch)
        : job_(job), strip_(strip), room_(job, strip.x1 - strip.x0), rows_(job.rows) {
        const Columns columns(job.columns, strip);
        from_ = columns.from, width_ = columns.width, lead_ = columns.lead;
        cells_ = (strip.x1 - strip.x0 - 1) * job.columns.s + job.columns.k;
        float* next = scratch + to_alignment(scratch);
        std::fill_n(next, 2 * room_.lines * room_.line, 0.f);
        for (std::int64_t i = 0; i < room_.lines; ++i, next += 2 * room_.line)
            lines_.push_back({next, reinterpret_cast<std::int32_t*>(next + room_.line)});
    }

    // False: there was NaN, and the rule knows none.
    bool run() {
        if (touching_twos(job_, strip_)) return twos();
        if (padded_threes(job_, strip_, 2, lanes)) return halved_threes();
        return WinnerRoom::hops(rows_) ? hopping() : directly();
    }

  private:
    // Row i of the padded input.
    Row row(std::int64_t i) const {
        const std::int64_t y = std::clamp<std::int64_t>(i - rows_.pad, 0, rows_.n - 1),
                           at = y * job_.columns.n;
        return {strip_.in + at + from_, static_cast<std::int32_t>(at + from_)};
    }
    static HWY_INLINE Both taken(const Row& r, std::int64_t x, std::int64_t n) {
        return {load_n(r.v + x, n), hn::Set(DI(), r.first)};
    }
    static HWY_INLINE Both placed(const Both& b, std::int64_t x) {
        return {b.v, hn::Add(b.i, hn::Iota(DI(), static_cast<std::int32_t>(x)))};
    }

    HWY_FLATTEN bool twos() {
        M strange = hn::FirstN(D(), 0);
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y)
            two_by_two_winners<Rule>(row(2 * y), row(2 * y + 1), strip_.x1 - strip_.x0, out_of(y), strange);
        return !any(strange);
    }

    HWY_FLATTEN bool halved_threes() {
        M strange = hn::FirstN(D(), 0);
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y)
            three_by_three_halved_winners<Rule>({row(2 * y), row(2 * y + 1), row(2 * y + 2)}, width_,
                                                strip_.x1, out_of(y), strange);
        return !any(strange);
    }

    bool directly() {
        switch (rows_.k) {
            case 2:
                return fold_rows_of<2>();
            case 3:
                return fold_rows_of<3>();
            default:
                return fold_rows_of<0>();
        }
    }

    // k rows, or any number.
    template <int k>
    HWY_FLATTEN bool fold_rows_of() {
        const std::int64_t count = k == 0 ? rows_.k : k;
        std::vector<Row> all(static_cast<std::size_t>(count));
        const Row* const of = all.data();
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y) {
            for (std::int64_t i = 0; i < count; ++i) all[static_cast<std::size_t>(i)] = row(y * rows_.s + i);
            M strange = hn::FirstN(D(), 0);
            const Line to = lines_[0] + lead_;
            across(width_, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
                Both best = taken(of[0], x, n);
                watch<Rule>(strange, best.v, best.v);
                for (std::int64_t i = 1; i < (k == 0 ? count : k); ++i) {
                    const Both b = taken(of[i], x, n);
                    watch<Rule>(strange, b.v, b.v);
                    best = Rule::later(best, b);
                }
                store_n(placed(best, x), to + x, n);
            });
            if (any(strange)) return false;
            emit(y);
        }
        return true;
    }

    // Blocks of k rows: a window is the end of one block and the beginning of the next (van Herk, Gil and
    // Werman).
    bool hopping() {
        const std::int64_t k = rows_.k, s = rows_.s, last = (strip_.y1 - 1) * s;
        std::int64_t y = strip_.y0;
        for (std::int64_t block = y * s; block <= last; block += k) {
            if (!ends(block)) return false;
            for (std::int64_t i = 0; i < k && block + i <= last; ++i) {
                if (i > 0 && !begin(block + k + i - 1, i == 1)) return false;
                if (block + i != y * s) continue;
                join(i);
                emit(y++);
            }
        }
        return true;
    }
    Line end_at(std::int64_t i) const { return lines_[static_cast<std::size_t>(2 + i)]; }

    HWY_FLATTEN bool ends(std::int64_t block) {
        M strange = hn::FirstN(D(), 0);
        for (std::int64_t i = rows_.k - 1; i >= 0; --i) {
            const Row r = row(block + i);
            const Line to = end_at(i), below = end_at(std::min(i + 1, rows_.k - 1));
            const bool alone = i == rows_.k - 1;
            across(width_, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
                const Both b = taken(r, x, n);
                watch<Rule>(strange, b.v, b.v);
                store_n(alone ? b : Rule::later(b, load(below + x, n)), to + x, n);
            });
        }
        return !any(strange);
    }
    HWY_FLATTEN bool begin(std::int64_t i, bool alone) {
        M strange = hn::FirstN(D(), 0);
        const Row r = row(i);
        const Line to = lines_[1];
        // Going over the end twice changes nothing: a row beats itself never.
        across(width_, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
            const Both b = taken(r, x, n);
            watch<Rule>(strange, b.v, b.v);
            store_n(alone ? b : Rule::later(load(to + x, n), b), to + x, n);
        });
        return !any(strange);
    }
    HWY_FLATTEN void join(std::int64_t i) {
        const Line end = end_at(i), begun = lines_[1], to = lines_[0] + lead_;
        across(width_, [&](std::int64_t x, std::int64_t n) HWY_ATTR {
            const Both b = load(end + x, n);
            store_n(placed(i == 0 ? b : Rule::later(b, load(begun + x, n)), x), to + x, n);
        });
    }

    HWY_FLATTEN void emit(std::int64_t y) {
        const Line line = lines_[0];
        const std::int64_t after = lead_ + width_;
        std::fill_n(line.v, lead_, line.v[lead_]), std::fill_n(line.i, lead_, line.i[lead_]);
        if (after < cells_) {
            std::fill_n(line.v + after, cells_ - after, line.v[after - 1]);
            std::fill_n(line.i + after, cells_ - after, line.i[after - 1]);
        }
        const Along& c = job_.columns;
        if (c.s == 2 && (c.k == 2 || c.k == 3))
            return put_row(y, [&](std::int64_t x) HWY_ATTR { return by_two(line + 2 * x); });
        std::int64_t whole = 1;
        for (; 2 * whole <= c.k; whole *= 2)
            for (std::int64_t x = 0; x < cells_; x += lanes)
                store_n(Rule::either(load(line + x), load(line + x + whole)), line + x, lanes);
        if (c.k > whole)
            for (std::int64_t x = 0; x < cells_; x += lanes)
                store_n(Rule::either(load(line + x), load(line + (x + c.k - whole))), line + x, lanes);
        if (c.s > 1)
            for (std::int64_t x = 0; x < strip_.x1 - strip_.x0; ++x)
                line.v[x] = line.v[x * c.s], line.i[x] = line.i[x * c.s];
        put_row(y, [&](std::int64_t x) HWY_ATTR { return load(line + x); });
    }

    HWY_INLINE Both by_two(const Line& l) const {
        const Both a = load(l), b = load(l + lanes);
        const Both best = Rule::either({HWY_NAMESPACE::even(b.v, a.v), even(b.i, a.i)},
                                       {HWY_NAMESPACE::odd(b.v, a.v), odd(b.i, a.i)});
        if (job_.columns.k == 2) return best;
        const Both c = load(l + 2), d = load(l + lanes + 2);
        return Rule::either(best, {HWY_NAMESPACE::even(d.v, c.v), even(d.i, c.i)});
    }

    WinnersOut out_of(std::int64_t y) const {
        const std::int64_t at = y * job_.columns.o + strip_.x0;
        return {strip_.out + at, strip_.indices + at, job_.stream};
    }
    template <class Of>
    HWY_INLINE void put_row(std::int64_t y, const Of& of) {
        WinnersOut out = out_of(y);
        each_vector(out.values, strip_.x1 - strip_.x0,
                    [&](std::int64_t x, std::int64_t n) HWY_ATTR { out.put(x, of(x), n); });
    }

    const Job& job_;
    const Strip& strip_;
    WinnerRoom room_;
    Along rows_;
    std::int64_t from_, width_, lead_, cells_;
    std::vector<Line> lines_;
};

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
