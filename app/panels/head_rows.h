// The panel's head: which side of a comparison it is about, the operation, which way the walk goes.
#pragma once

#include "app/panels/rules_rows.h"

namespace pw {

class HeadRows : protected RulesRows {
  public:
    explicit HeadRows(Frame& f) : RulesRows(f) {}

  protected:
    // How much lower the rows below lie than under the operation alone.
    double head_height(const Stage* stage) const;
    void draw_head(const Stage* stage);

  private:
    bool compares() const;
    bool goes_back() const;
    double sides_height() const;
    double direction_height() const;
    void choose_side();
    void operation(const Stage* stage);
    void direction_rows(const Stage& stage);
    void send(const Stage& stage, double row);
};

}  // namespace pw
