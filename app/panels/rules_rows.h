// Rows about whose rules hold, and the parameters that come with them: padding by words, and by side.
#pragma once

#include "app/panels/rows.h"

namespace pw {

class RulesRows : protected Rows {
  protected:
    using Rows::Rows;

    bool speaks(Dialect d) const { return f_.session.experiment().dialect == d; }
    bool padding_follows(const Stage& stage) const;  // from the sizes
    // The padding above and at the left, where the other sides are others.
    void padding_start(const Stage& stage, double row);
    // The rows from here on; how much lower the panel goes on than after one of them.
    void rules(const Stage& stage, double row);
    double more_rules(const Stage& stage) const;

  private:
    bool by_words(const Stage& stage) const;
    bool by_sides(const Stage& stage) const;
    void auto_pad(const Stage& stage, double row);
    void padding_end(const Stage& stage, double row);
    std::optional<Pair> side(const Stage& stage, double row, const char* name, const char* id, Pair value);
};

}  // namespace pw
