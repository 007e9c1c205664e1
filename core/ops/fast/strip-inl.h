// A strip of one plane: windows of rows are folded into lines, and along each line windows of cells into
// results. However large the window is, the work for a cell stays the same.
#if defined(PW_FAST_STRIP_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PW_FAST_STRIP_INL
#undef PW_FAST_STRIP_INL
#else
#define PW_FAST_STRIP_INL
#endif

#include <cmath>
#include <vector>

#include "core/ops/fast/job.h"
#include "core/ops/fast/line-inl.h"
#include "core/ops/fast/rows-inl.h"
#include "core/ops/fast/small-inl.h"

HWY_BEFORE_NAMESPACE();
namespace pw::fast::HWY_NAMESPACE {

// How a strip's scratch is shared out, in lines.
struct Room {
    bool stepwise;         // windows are made from blocks of as many rows as the stride
    std::int64_t windows;  // a window's rows, or its blocks
    bool in_groups;        // more of them than a group has
    std::int64_t together, groups, ends, blocks, parts;
    std::int64_t line;  // floats

    Room(const Job& job, std::int64_t width) {
        const Along& r = job.rows;
        stepwise = r.s > 1 && r.k > 2 * r.s + 1;
        windows = stepwise ? r.k / r.s : r.k;
        const bool slides = r.s == 1 || stepwise;
        in_groups = slides && windows > Group::rows;
        together = in_groups ? Group::rows : windows >= 4 ? 4 : 2;
        groups = slides && !in_groups ? windows / together + 1 : 0;
        ends = in_groups ? windows + Group::rows : 0;
        blocks = !stepwise ? 0 : in_groups ? Group::rows + 1 : windows + together;
        parts = stepwise ? together + 1 : 0;
        line = line_floats(job.columns, width);
    }
    std::size_t floats() const {
        const std::int64_t others = 3 /* along a row */ + 4 /* neutral, divisors, inverses, mended */;
        return static_cast<std::size_t>((together + groups + ends + blocks + parts + others) * line + lanes);
    }
};

template <class Op>
class Pool {
    using Further = typename Op::Further;

  public:
    Pool(const Job& job, const Strip& strip, float* scratch)
        : job_(job), strip_(strip), room_(job, strip.x1 - strip.x0), rows_(job.rows) {
        const Columns columns(job.columns, strip);
        from_ = columns.from, width_ = columns.width, lead_ = columns.lead;
        next_ = scratch + to_alignment(scratch);
        way_ = way();
        // The first real cell comes to lie where a vector begins.
        if (!in_registers())
            for (std::int64_t i = 0; i < room_.together; ++i)
                lines_[static_cast<std::size_t>(i)] = neutral_row() + up(lead_) - lead_;
        work_ = take(3);
        neutral_ = neutral_row();
        divisors_ = take(1);
        inverses_ = take(1);
        mended_ = take(1);
        groups_ = take(room_.groups);
        ends_ = take(room_.ends);
        blocks_ = take(room_.blocks);
        parts_ = take(room_.parts);
    }

    // False: a value that this operation can't deal with was among them.
    bool run() { return (this->*way_)() && finite_; }

  private:
    using Way = bool (Pool::*)();

    Way way() const {
        if (touching_twos(job_, strip_)) return &Pool::twos;
        // Sums have too much to keep for this many rows at once.
        if (!Op::sums && padded_threes(job_, strip_, 1, lanes) && job_.columns.o == job_.columns.n)
            return &Pool::threes;
        if (padded_threes(job_, strip_, 2, lanes)) return &Pool::halved_threes;
        if (room_.stepwise) return &Pool::stepwise;
        return rows_.s == 1 && rows_.k > 1 ? &Pool::cell_by_cell : &Pool::directly;
    }
    bool in_registers() const {
        return way_ == &Pool::twos || way_ == &Pool::threes || way_ == &Pool::halved_threes;
    }

    float* take(std::int64_t lines) { return std::exchange(next_, next_ + lines * room_.line); }
    float* neutral_row() {
        float* const row = take(1);
        std::fill_n(row, room_.line, Op::identity());
        return row;
    }
    float* ring(float* first, std::int64_t size, std::int64_t i) const {
        return first + i % size * room_.line;
    }
    float* line(std::int64_t i) const { return lines_[static_cast<std::size_t>(i)] + lead_; }

    // Row i of the padded input.
    const float* input(std::int64_t i) const {
        const std::int64_t y = i - rows_.pad;
        return y >= 0 && y < rows_.n ? strip_.in + y * job_.columns.n + from_ : neutral_;
    }
    bool fold_input(std::int64_t from, std::int64_t count, float* to) {
        pointers_.resize(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i) pointers_[static_cast<std::size_t>(i)] = input(from + i);
        return fold_rows<Op>(pointers_.data(), count, width_, to);
    }

    // Windows that hardly overlap: each row is read once or twice.
    bool directly() {
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y) {
            if (fold_input(y * rows_.s, rows_.k, line(0))) return false;
            emit(y, 0);
        }
        return true;
    }

    // Windows of `k` rows at every row, those of the input or blocks of them. need(y) makes the rows ready
    // that the group from y on reads, finish(y, i) completes its line i.
    template <class Taken, class Row, class Need, class Finish>
    bool slide(std::int64_t k, const Row& row, const Need& need, const Finish& finish) {
        if (room_.in_groups) return slide_in_groups<Taken>(k, row, need, finish);
        return room_.together == 4 ? slide_by<Taken, 4>(k, row, need, finish)
                                   : slide_by<Taken, 2>(k, row, need, finish);
    }

    // Rows are counted from the strip's first window here, in groups of eight.
    template <class Taken, class Row, class Need, class Finish>
    bool slide_in_groups(std::int64_t k, const Row& row, const Need& need, const Finish& finish) {
        constexpr std::int64_t size = Group::rows;
        const std::int64_t count = strip_.y1 - strip_.y0, whole = k / size, rest = k % size;
        const auto end = [&](std::int64_t i) { return ring(ends_, room_.ends, i); };
        std::vector<const float*> middle(static_cast<std::size_t>(std::max<std::int64_t>(0, whole - 2)));
        Group g;
        for (int i = 0; i < size; ++i) {
            const std::int64_t later = (i + 1 - rest + size) / size;  // the group that the window begins in
            g.between[static_cast<std::size_t>(i)] = static_cast<int>(2 - later);
            g.to[static_cast<std::size_t>(i)] = line(i);
        }
        for (std::int64_t t = 0; size * t <= count + k - 2; ++t) {
            if (!need(strip_.y0 + size * t)) return false;
            const std::int64_t first = size * t + 1 - k;  // the window that ends with the group's first row
            const auto group = [&](std::int64_t i) -> const float* { return end(size * i); };
            for (int i = 0; i < size; ++i) {
                const auto at = static_cast<std::size_t>(i);
                g.row[at] = row(strip_.y0 + size * t + i);
                g.end[at] = end(size * t + i);
                g.begins[at] = first + i < 0 ? neutral_ : end(first + i);
            }
            if (first + size <= 0) {
                if (fold_group<Taken, false>(g, width_)) return false;
                continue;
            }
            for (std::size_t i = 0; i < middle.size(); ++i)
                middle[i] = group(t - whole + 2 + static_cast<std::int64_t>(i));
            g.middle = middle.data(), g.middle_count = static_cast<std::int64_t>(middle.size());
            g.near = whole > 1 ? group(t - whole + 1) : neutral_;
            g.far = rest > 1 ? group(t - whole) : neutral_;
            if (fold_group<Taken, true>(g, width_)) return false;
            for (std::int64_t i = std::max<std::int64_t>(0, -first); i < size && first + i < count; ++i) {
                finish(strip_.y0 + first + i, i);
                emit(strip_.y0 + first + i, i);
            }
        }
        return true;
    }

    template <class Taken, int together, class Row, class Need, class Finish>
    bool slide_by(std::int64_t k, const Row& row, const Need& need, const Finish& finish) {
        const std::int64_t size = room_.groups, whole = k / together, rest = k % together;
        std::int64_t grouped =
            1;  // groups of rows that are folded, counted from y0; none is asked for the first
        std::vector<const float*> between(static_cast<std::size_t>(whole + together));
        const auto group = [&](std::int64_t i) { return ring(groups_, size, i); };
        for (std::int64_t y = strip_.y0, t = 0; y < strip_.y1; y += together, ++t) {
            if (!need(y)) return false;
            for (; grouped < t + whole; ++grouped) {
                std::array<const float*, together> of;
                for (int i = 0; i < together; ++i)
                    of[static_cast<std::size_t>(i)] = row(strip_.y0 + grouped * together + i);
                fold_some<Taken, together>(of.data(), width_, group(grouped));
            }
            Neighbours<together> w;
            for (int i = 0; i < together; ++i) {
                w.first[static_cast<std::size_t>(i)] = row(y + i);
                w.to[static_cast<std::size_t>(i)] = line(i);
                if (i > 0) w.last[static_cast<std::size_t>(i - 1)] = row(y + k + i - 1);
            }
            std::size_t count = 0;
            for (std::int64_t i = 1; i < whole; ++i) between[count++] = group(t + i);
            w.blocks = between.data(), w.block_count = static_cast<std::int64_t>(count);
            for (std::int64_t i = 0; i < rest; ++i) between[count++] = row(y + whole * together + i);
            w.middle = between.data() + w.block_count, w.middle_count = rest;
            if (fold_neighbours<Taken, together>(w, width_)) return false;
            for (std::int64_t i = 0; i < std::min<std::int64_t>(together, strip_.y1 - y); ++i) {
                finish(y + i, i);
                emit(y + i, i);
            }
        }
        return true;
    }

    bool cell_by_cell() {
        const auto row = [&](std::int64_t i) { return input(i); };
        if (!slide<Op>(
                rows_.k, row, [](std::int64_t) { return true; }, [](std::int64_t, std::int64_t) {}))
            return false;
        if (room_.in_groups) return true;
        // Each step looks at its first rows.
        const std::int64_t together = room_.together;
        const std::int64_t seen = strip_.y0 + (strip_.y1 - strip_.y0 + together - 1) / together * together;
        for (std::int64_t i = seen; i < strip_.y1 + rows_.k - 1; ++i)
            if (watched<Op>(input(i), width_)) return false;
        return true;
    }

    // Blocks of s rows, windows of whole blocks, and what a window has beyond them: the first rows of one
    // more.
    bool stepwise() {
        const std::int64_t s = rows_.s, whole = room_.windows, rest = rows_.k - whole * s;
        std::int64_t made = strip_.y0;
        const auto make = [&](std::int64_t i) {
            float *const block = ring(blocks_, room_.blocks, i), *const part = ring(parts_, room_.parts, i);
            if (rest == 0) return !fold_input(i * s, s, block);
            if (fold_input(i * s, rest, part) || fold_input(i * s + rest, s - rest, block)) return false;
            const float* const more = part;
            fold_more<Further, 1>(&more, width_, block);
            return true;
        };
        const auto need = [&](std::int64_t y) {
            const std::int64_t until = room_.in_groups ? y + Group::rows : y + whole + room_.together - 1;
            for (; made <= until; ++made)
                if (!make(made)) return false;
            return true;
        };
        const auto row = [&](std::int64_t i) -> const float* { return ring(blocks_, room_.blocks, i); };
        const auto finish = [&](std::int64_t y, std::int64_t i) {
            const float* const part = ring(parts_, room_.parts, y + whole);
            if (rest != 0) fold_more<Further, 1>(&part, width_, line(i));
        };
        return slide<Further>(whole, row, need, finish);
    }

    HWY_FLATTEN bool twos() {
        M strange = hn::FirstN(D(), 0);
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y) {
            Out out = out_of(y);
            two_by_two<Op>(input(2 * y), input(2 * y + 1), strip_.x1 - strip_.x0, out, strange);
            end_row(y, out);
        }
        return !any(strange);
    }

    HWY_FLATTEN bool halved_threes() {
        M strange = hn::FirstN(D(), 0);
        for (std::int64_t y = strip_.y0; y < strip_.y1; ++y) {
            const float* const rows[] = {input(2 * y), input(2 * y + 1), input(2 * y + 2)};
            Out out = out_of(y);
            three_by_three_halved<Op>(rows, width_, strip_.x1, out, strange);
            end_row(y, out);
        }
        return !any(strange);
    }

    bool threes() {
        for (std::int64_t y = strip_.y0; y < strip_.y1; y += 2) {
            const float* const rows[] = {input(y), input(y + 1), input(y + 2), input(y + 3)};
            Out upper = out_of(y), lower;
            if (y + 1 < strip_.y1)
                lower = out_of(y + 1);
            else
                lower.to = work_;
            if (three_by_three<Op>(rows, width_, upper, lower)) return false;
        }
        return true;
    }

    static constexpr bool mends = !std::is_same_v<Op, Further>;

    float* row_of(std::int64_t y) const { return strip_.out + y * job_.columns.o + strip_.x0; }
    Out out_of(std::int64_t y) {
        Out out;
        out.to = row_of(y);
        out.stream = job_.stream;
        if constexpr (mends) out.to = mended_, out.stream = false;
        if constexpr (Op::sums) {
            divide_by(job_.row_divisors[y]);
            if constexpr (!mends) out.divisors = divisors_, out.inverses = inverses_;
        }
        return out;
    }
    void end_row(std::int64_t y, const Out& out) {
        if constexpr (mends) {
            float* const row = row_of(y);
            for (std::int64_t x = 0; x < strip_.x1 - strip_.x0; ++x)
                if (!std::isfinite(row[x])) row[x] = out.to[x] / divisors_[x];
        } else if constexpr (Op::sums) {
            finite_ = finite_ && out.all_finite();
        }
    }

    void emit(std::int64_t y, std::int64_t i) {
        Out out = out_of(y);
        if (rows_.s == 1) {
            const float* const next = input(y + rows_.k + room_.together - 1);
            if (next != neutral_) out.ahead = next;
        }
        along_row<Further>(lines_[static_cast<std::size_t>(i)], job_.columns, strip_.x1 - strip_.x0, out,
                           work_, room_.line);
        end_row(y, out);
    }

    void divide_by(double rows) {
        if (divisor_ == rows) return;
        divisor_ = rows;
        const double scale = mends ? static_cast<double>(SmallSum::scale) : 1;
        for (std::int64_t x = 0; x < strip_.x1 - strip_.x0; ++x) {
            const double divisor = scale * rows * job_.column_divisors[strip_.x0 + x];
            divisors_[x] = static_cast<float>(divisor);
            inverses_[x] = static_cast<float>(1 / divisor);
        }
    }

    const Job& job_;
    const Strip& strip_;
    Room room_;
    Along rows_;
    std::int64_t from_, width_, lead_;  // the input's columns; what lies in the padding before them
    float* next_;
    std::array<float*, 8> lines_;
    float *work_, *neutral_, *divisors_, *inverses_, *mended_, *groups_, *ends_, *blocks_, *parts_;
    Way way_;
    std::vector<const float*> pointers_;
    double divisor_ = 0;
    bool finite_ = true;
};

}  // namespace pw::fast::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
