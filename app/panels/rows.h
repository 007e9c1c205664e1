// Rows of the panel on the right: a name at the left, a control at the right.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

class Rows {
  public:
    explicit Rows(Frame& f) : f_(f), kit_(f.kit), area_(f.layout.panel), narrow_(f.layout.narrow) {}

  protected:
    double right() const { return area_.right(); }
    double y(double row) const { return top_ + shift_ + row; }

    // Name, then as much as fits: the framework's word, and why it can't be changed.
    void label(double row, const std::string& name, const std::string& api, const std::string& note,
               double until, Colour colour);
    // The framework's word stands beside a Chinese name.
    std::string api(const char* word) const;
    // A sentence in as many lines as it needs.
    void note(double row, const std::string& text, double size);
    // One stepper, or one for the height and one for the width; where they begin, and the link before them.
    std::optional<Pair> pair(double row, const std::string& id, Pair value, bool two, std::int64_t least,
                             bool invalid, bool enabled);
    double fields_left(bool two) const;
    Rect chain(double row, bool two) const;
    int segments_in(double row, const std::string& id, std::span<const Segment> segments, double size = 15);

    // A seed, with a button for the next one.
    std::optional<std::int64_t> seed_in(double row, const std::string& id, std::int64_t now, bool invalid);

    // What a control's changes merge by: each drag is a gesture of its own.
    std::string gesture(const char* control) const;
    // A parameter's new value. A drag is one gesture.
    void set(const Stage& stage, const char* parameter, std::vector<std::int64_t> values,
             const char* control);
    // A dot before a parameter in which the sides of a comparison differ.
    void mark(const Stage& stage, double row, Param parameter);
    // It is what the error card speaks of.
    bool blamed(const Stage& stage, std::string_view parameter) const;
    // Whole rows: numbers and a switch; with a reason they can't be changed.
    void plain(const Stage& stage, double row, const char* key, const char* parameter, Pair value, bool tied,
               std::int64_t least, const std::string& reason);
    void flag(const Stage& stage, double row, const char* key, const char* parameter, bool on,
              const std::string& reason);

    Frame& f_;
    Kit& kit_;
    Rect area_;
    bool narrow_;
    double top_ = 0, shift_ = 0;  // the first row, and how much lower the next ones lie
};

}  // namespace pw
