// Where a value comes from and where it goes: its receptive field back to the input, and what it reaches.
#pragma once

#include <optional>
#include <vector>

#include "core/walk/experiment.h"

namespace pw {

// Cells of one plane.
class CellSet {
  public:
    CellSet() = default;
    CellSet(std::int64_t h, std::int64_t w) : h_(h), w_(w), in_(static_cast<std::size_t>(h * w)) {}

    void add(Position p);
    bool has(Position p) const {
        return p.y >= 0 && p.x >= 0 && p.y < h_ && p.x < w_ && in_[static_cast<std::size_t>(p.y * w_ + p.x)];
    }
    std::int64_t count() const { return count_; }
    bool empty() const { return count_ == 0; }
    // From the first to the last row and column that has one of them; half-open.
    struct Box {
        std::int64_t y0 = 0, x0 = 0, y1 = 0, x1 = 0;
        std::int64_t h() const { return y1 - y0; }
        std::int64_t w() const { return x1 - x0; }
        bool operator==(const Box&) const = default;
    };
    const Box& box() const { return box_; }
    bool full() const { return count_ == box_.h() * box_.w(); }  // without holes: no dilation
    std::vector<Position> all() const;                           // reading order
    bool operator==(const CellSet&) const = default;

  private:
    std::int64_t h_ = 0, w_ = 0, count_ = 0;
    std::vector<bool> in_;
    Box box_;
};

// One grid of the chain: the input or what an unmuted stage puts out.
struct FieldLink {
    StageId stage = input_stage;
    std::int64_t batch = 0, channel = 0;  // which plane is looked at
    // Before the value's own grid: its receptive field there. After it: what it reaches. The value itself.
    CellSet seen;
    // Those of them without which the value would be another one: the winners of a selection, and all of what
    // is summed. After its own grid: those that it decides.
    CellSet decide;
};

struct Field {
    std::vector<FieldLink> links;  // the chain's, the input first
    std::size_t own = 0;           // whose value it is
};

// Of one channel of one plane: a convolution is followed through its first input channel.
// Nothing when there is no such cell, or when the planes are too large to be looked at cell by cell.
std::optional<Field> field_of(const Evaluation& e, StageId stage, Position at, std::int64_t batch = 0,
                              std::int64_t channel = 0);

// How many cells one stage adds along an axis: (effective kernel - 1) times the strides of the stages before
// it. The receptive field of a whole chain is 1 + the sum of these; at the edges part of it lies outside.
// Nothing for windows of several sizes or strides.
struct FieldTerm {
    StageId stage = input_stage;
    Pair adds{0, 0};
};
std::optional<std::vector<FieldTerm>> field_sum(const Evaluation& e, StageId stage);

}  // namespace pw
