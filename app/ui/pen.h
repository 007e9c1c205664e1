// Draws in px at 100 %: the one place that knows how many of Dear ImGui's and of the framebuffer's px that
// is.
#pragma once

#include <imgui.h>

#include <string_view>

#include "app/ui/icons.h"
#include "app/ui/type.h"
#include "core/base/geometry.h"
#include "core/figure/colour.h"
#include "core/figure/scene.h"

namespace pw {

class Pen {
  public:
    explicit Pen(Type& type) : type_(type) {}

    void scale(double window, double device) {
        window_ = window;
        device_ = device;
    }
    void draw_on(ImDrawList* list) { list_ = list; }
    ImDrawList& list() { return *list_; }
    ImVec2 at(Vec2 p) const { return {static_cast<float>(p.x * window_), static_cast<float>(p.y * window_)}; }
    Vec2 back(ImVec2 p) const { return {p.x / window_, p.y / window_}; }
    double window() const { return window_; }
    double device() const { return device_; }

    // Edges come to lie on whole framebuffer px, unless `smooth`: for what moves.
    void fill(Rect r, double radius, Colour colour, bool smooth = false);
    void stroke(Rect r, double radius, double width, Colour colour,
                bool smooth = false);  // inside the rectangle
    void dashed(Rect r, double radius, double width, double on, double off, Colour colour);  // inside, too
    void line(Vec2 a, Vec2 b, double width, Colour colour);                                  // butt ends
    void disc(Vec2 middle, double radius, Colour colour);
    void circle(Vec2 middle, double radius, double width, Colour colour);  // centred on the radius
    void arc(Vec2 middle, double radius, double width, double from, double turn, Colour colour);  // radians
    void icon(const Icon& icon, Vec2 middle, Colour colour);
    void shadow(Rect r, double radius, double y, double sigma, double alpha);
    // `at`: x of the alignment, y of the capitals' middle.
    void text(Vec2 at, std::string_view text, Weight weight, double size, Colour colour,
              Align align = Align::left);
    double width(std::string_view text, Weight weight, double size) const {
        return type_.width(text, weight, size);
    }
    // A horizontal gradient of a value map, with rounded ends.
    void map(Rect r, double radius, Map map, bool diverging = false);

    ImU32 colour(Colour c) const;

  private:
    friend class Faded;
    friend class Clip;
    Rect snapped(Rect r, bool smooth) const;

    Type& type_;
    ImDrawList* list_ = nullptr;
    double window_ = 1, device_ = 1;
    double strength_ = 1;
    Colour ground_;
};

// Everything drawn meanwhile is mixed into the ground, as a group of that opacity would be.
class Faded {
  public:
    Faded(Pen& pen, bool on, Colour ground, double strength = .45)
        : pen_(pen), strength_(pen.strength_), ground_(pen.ground_) {
        if (!on) return;
        pen.strength_ *= strength;
        pen.ground_ = ground;
    }
    ~Faded() {
        pen_.strength_ = strength_;
        pen_.ground_ = ground_;
    }
    Faded(const Faded&) = delete;
    Faded& operator=(const Faded&) = delete;

  private:
    Pen& pen_;
    double strength_;
    Colour ground_;
};

class Clip {
  public:
    Clip(Pen& pen, Rect r) { ImGui::PushClipRect(pen.at({r.x, r.y}), pen.at({r.right(), r.bottom()}), true); }
    ~Clip() { ImGui::PopClipRect(); }
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;
};

}  // namespace pw
