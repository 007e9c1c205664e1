// Shadow, fill, hatch and inner edge of a rounded box from its distance. Colours are premultiplied sRGB.
in vec2 v_at;
in vec2 v_canvas;
flat in vec2 v_half;
flat in vec4 v_shape;
flat in vec4 v_shadow;
flat in vec4 v_fill;
flat in vec4 v_edge;
flat in vec4 v_hatch;

out vec4 o_colour;

float box_distance(vec2 p, vec2 half_size, float radius) {
    vec2 d = abs(p) - half_size + radius;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}

float covered(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

vec4 over(vec4 top, vec4 below) { return top + below * (1.0 - top.a); }

// Integral of a Gaussian of sigma 1; the error stays below 5e-4.
vec2 normal_below(vec2 x) {
    vec2 s = sign(x);
    vec2 a = abs(x) * 0.70710678;
    vec2 p = 1.0 + (0.278393 + (0.230389 + (0.000972 + 0.078108 * a) * a) * a) * a;
    p *= p;
    return 0.5 + 0.5 * (s - s / (p * p));
}

// A blurred rounded box: exact along x, summed over rows along y.
float shadow_at(vec2 p, int rows) {
    float sigma = v_shadow.y;
    float radius = v_shape.x;
    float low = max(-3.0 * sigma, p.y - v_half.y);
    float high = min(3.0 * sigma, p.y + v_half.y);
    float step_y = (high - low) / float(max(rows, 1));
    float sum = 0.0;
    for (int i = 0; i < rows; ++i) {
        float y = low + (float(i) + 0.5) * step_y;
        float into = max(0.0, abs(p.y - y) - v_half.y + radius);
        float half_row = v_half.x - radius + sqrt(max(0.0, radius * radius - into * into));
        vec2 ends = normal_below((p.x + vec2(half_row, -half_row)) / sigma);
        sum += (ends.x - ends.y) * exp(-0.5 * y * y / (sigma * sigma));
    }
    return step_y > 0.0 ? sum * step_y / (sigma * 2.50662827) : 0.0;
}

float hatch_coverage() {
    float across = v_shadow.w > 1.5 ? v_canvas.x - v_canvas.y : v_canvas.x + v_canvas.y;
    float period = v_shape.w;
    float distance = abs(fract(across / period + 0.5) - 0.5) * period * 0.70710678;
    float width = v_shape.z;
    return clamp(max(width, 1.0) * 0.5 + 0.5 - distance, 0.0, 1.0) * min(width, 1.0);
}

void main() {
    float distance = box_distance(v_at, v_half, v_shape.x);
    // A side under a pixel covers only that much of it.
    float outer = covered(distance) * min(1.0, 2.0 * min(v_half.x, v_half.y));
    float inner = min(outer, covered(distance + v_shape.y));

    vec4 fill = v_fill;
    if (v_shadow.w > 0.5) fill = over(v_hatch * hatch_coverage(), fill);
    vec4 colour = over(v_edge, fill) * (outer - inner) + fill * inner;

    // A quad is a box or a shadow. A loop without turns is what a software rasteriser can skip.
    int rows = v_shadow.z > 0.0 ? 12 : 0;
    float shadow = shadow_at(v_at - vec2(0.0, v_shadow.x), rows) * v_shadow.z;
    o_colour = over(colour, vec4(0.0, 0.0, 0.0, shadow));
}
