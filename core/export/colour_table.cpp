#include "core/export/colour_table.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace pw {

namespace {

constexpr Rgb rgb_bits = 0xFFFFFF;
// Colours with at least this part of all pixels are kept as they are: fills, grounds, inks.
constexpr double exact_part = 1 / 4000.;
constexpr std::size_t most_exact = 96;
constexpr int refinements = 4;
// How much the eye minds a difference.
constexpr std::array<int, 3> weights = {3, 5, 2};

int part(Rgb c, std::size_t k) { return static_cast<int>(c >> (16 - 8 * k) & 255); }

int distance(Rgb a, Rgb b) {
    int sum = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const int d = part(a, k) - part(b, k);
        sum += weights[k] * d * d;
    }
    return sum;
}

std::size_t hashed(Rgb c) { return (c * 2654435761u) >> 8; }

// Colours that share their upper bits, as one.
struct Bin {
    std::array<double, 3> sum{};
    double count = 0;
    double mean(std::size_t k) const { return sum[k] / count; }
    void add(const Bin& o) {
        for (std::size_t k = 0; k < 3; ++k) sum[k] += o.sum[k];
        count += o.count;
    }
    Rgb colour() const {
        Rgb c = 0;
        for (std::size_t k = 0; k < 3; ++k) c = c << 8 | static_cast<Rgb>(mean(k) + .5);
        return c;
    }
};

std::vector<Bin> binned(std::span<const Histogram::Entry> entries) {
    constexpr int bits = 5;
    std::vector<Bin> all(std::size_t{1} << 3 * bits);
    for (const auto& e : entries) {
        std::size_t at = 0;
        for (std::size_t k = 0; k < 3; ++k)
            at = at << bits | static_cast<std::size_t>(part(e.colour, k) >> (8 - bits));
        Bin own;
        own.count = static_cast<double>(e.count);
        for (std::size_t k = 0; k < 3; ++k) own.sum[k] = own.count * part(e.colour, k);
        all[at].add(own);
    }
    std::erase_if(all, [](const Bin& b) { return b.count == 0; });
    return all;
}

struct Box {
    std::size_t first, last;  // bins
    Bin total;
    std::size_t axis = 0;
    double spread = 0;  // weighted squares about the mean, along the axis

    Box(std::span<const Bin> bins, std::size_t f, std::size_t l) : first(f), last(l) {
        for (std::size_t i = f; i < l; ++i) total.add(bins[i]);
        for (std::size_t k = 0; k < 3; ++k) {
            double s = 0;
            for (std::size_t i = f; i < l; ++i) {
                const double d = bins[i].mean(k) - total.mean(k);
                s += bins[i].count * d * d * weights[k];
            }
            if (s > spread) spread = s, axis = k;
        }
    }
};

// Splits the box with the largest error at its mean until there are enough.
std::vector<Rgb> cut(std::vector<Bin>& bins, std::size_t count) {
    std::vector<Box> boxes;
    if (!bins.empty()) boxes.emplace_back(bins, 0, bins.size());
    while (!boxes.empty() && boxes.size() < count) {
        const auto worst = std::ranges::max_element(boxes, {}, &Box::spread);
        if (worst->spread <= 0) break;
        const Box box = *worst;
        const double mean = box.total.mean(box.axis);
        const auto from = bins.begin() + static_cast<std::ptrdiff_t>(box.first);
        const auto middle = std::stable_partition(from, bins.begin() + static_cast<std::ptrdiff_t>(box.last),
                                                  [&](const Bin& b) { return b.mean(box.axis) < mean; });
        const auto at = static_cast<std::size_t>(middle - bins.begin());
        *worst = Box(bins, box.first, at);
        boxes.emplace_back(bins, at, box.last);
    }
    std::vector<Rgb> colours;
    for (const Box& b : boxes) colours.push_back(b.total.colour());
    return colours;
}

std::size_t nearest_of(std::span<const Rgb> colours, Rgb c) {
    std::size_t best = 0;
    int least = distance(colours[0], c);
    for (std::size_t i = 1; i < colours.size() && least > 0; ++i)
        if (const int d = distance(colours[i], c); d < least) best = i, least = d;
    return best;
}

// Moves each colour after the first `fixed` to the mean of what is nearest to it.
void refine(std::vector<Rgb>& colours, std::size_t fixed, std::span<const Bin> bins) {
    for (int round = 0; round < refinements; ++round) {
        std::vector<Bin> sums(colours.size());
        for (const Bin& b : bins) sums[nearest_of(colours, b.colour())].add(b);
        for (std::size_t i = fixed; i < colours.size(); ++i)
            if (sums[i].count > 0) colours[i] = sums[i].colour();
    }
}

}  // namespace

Histogram::Histogram() : table_(1 << 12) {}

Histogram::Entry& Histogram::place(Rgb colour) {
    std::size_t at = hashed(colour) & (table_.size() - 1);
    while (table_[at].count && table_[at].colour != colour) at = (at + 1) & (table_.size() - 1);
    return table_[at];
}

void Histogram::grow() {
    std::vector<Entry> old(table_.size() * 2);
    old.swap(table_);
    for (const Entry& e : old)
        if (e.count) place(e.colour) = e;
}

void Histogram::add(std::span<const std::uint32_t> pixels) {
    for (std::size_t i = 0; i < pixels.size();) {
        std::size_t next = i + 1;
        while (next < pixels.size() && pixels[next] == pixels[i]) ++next;
        Entry& e = place(pixels[i] & rgb_bits);
        const bool fresh = e.count == 0;
        e.colour = pixels[i] & rgb_bits;
        e.count += next - i;
        i = next;
        if (fresh && ++used_ * 2 > table_.size()) grow();
    }
}

std::vector<Histogram::Entry> Histogram::sorted() const {
    std::vector<Entry> entries;
    std::ranges::copy_if(table_, std::back_inserter(entries), [](const Entry& e) { return e.count > 0; });
    std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
        return a.count != b.count ? a.count > b.count : a.colour < b.colour;
    });
    return entries;
}

ColourTable::ColourTable(const std::vector<Histogram::Entry>& entries) : known_(1 << 16) {
    std::uint64_t total = 0;
    for (const auto& e : entries) total += e.count;
    std::size_t exact = entries.size();
    if (exact > most) {
        exact = 0;
        while (exact < most_exact &&
               static_cast<double>(entries[exact].count) >= exact_part * static_cast<double>(total))
            ++exact;
    }
    for (std::size_t i = 0; i < exact; ++i) colours_.push_back(entries[i].colour);
    if (exact == entries.size()) return;
    auto bins = binned(std::span(entries).subspan(exact));
    for (Rgb c : cut(bins, most - exact)) colours_.push_back(c);
    refine(colours_, exact, bins);
}

std::uint8_t ColourTable::nearest(Rgb c) const { return static_cast<std::uint8_t>(nearest_of(colours_, c)); }

std::uint8_t ColourTable::index(Rgb colour) {
    const Rgb c = colour & rgb_bits;
    Known& k = known_[hashed(c) & (known_.size() - 1)];
    if (k.colour != c) k = {c, nearest(c)};
    return k.index;
}

}  // namespace pw
