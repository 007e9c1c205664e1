// Whose rules hold, and the parameters that come with them: padding by words, and by side.
#pragma once

#include "app/panels/rows.h"

namespace pw {

class RulesSection : Rows {
  public:
    explicit RulesSection(const Rows& at) : Rows(at) {}

    bool speaks(Dialect d) const { return f_.session.experiment().dialect == d; }
    // How much lower the panel goes on after the row of the rules.
    double more(const Stage& stage) const;
    bool follows(const Stage& stage) const;  // padding does, from the sizes
    void draw(const Stage& stage, double row);

  private:
    bool by_words(const Stage& stage) const;
    bool by_sides(const Stage& stage) const;
    void auto_pad(const Stage& stage, double row);
    void padding_end(const Stage& stage, double row);
};

}  // namespace pw
